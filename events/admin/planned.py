"""The rows that editors' lists, calendar and warnings are made of, each read in a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Exists, Max, Min, OuterRef, Q

from core.choices import AttendanceMode
from core.models import PublicChange, VenueAccess
from core.page_lists import languages_of
from events.changelog import THING
from events.choices import Precision, Status
from events.formatting import date_words, time_words, where_words
from events.models import DraftEvent, DraftOccurrence, EventFacts, Occurrence
from events.warnings import Clash, DateRow, Kind, audience_clashes, gaps, room_clashes

#: How far ahead clashes are looked for in lists and on an event's own page; the report looks further.
HORIZON = timedelta(days=92)
NOT_TAKING_PLACE = (Status.CANCELLED, Status.POSTPONED)


@dataclass
class ListedEvent:
    plan: DraftEvent
    next_date: DraftOccurrence | None = None
    date_count: int = 0
    status: str = ""
    is_over: bool = False
    gaps: list = field(default_factory=list)
    clashes: list = field(default_factory=list)
    languages: list = field(default_factory=list)

    @property
    def day(self):
        return date_words(self.next_date)

    @property
    def hours(self):
        return time_words(self.next_date)

    @property
    def announced(self):
        """What has been said to have changed, if anything."""
        return "" if self.status in ("", Status.SCHEDULED) else Status(self.status).label

    @property
    def place(self):
        row = self.next_date or self.plan
        return str(row.room) if row.room else where_words(row, row.venue)

    @property
    def to_look_at(self):
        return [kind.label for kind in [*self.gaps, *dict.fromkeys(clash.kind for clash in self.clashes)]]


def questions(*, now):
    """What is asked of other rows about a plan."""
    unexplained = PublicChange.objects.about(THING, OuterRef("translation_key")).unexplained(now=now)
    silent = EventFacts.objects.without_record(now=now).filter(translation_key=OuterRef("translation_key"))
    return {
        "is_public": Exists(EventFacts.objects.filter(translation_key=OuterRef("translation_key"), is_public=True)),
        "has_access": Q(has_own_access=True) | Q(Exists(VenueAccess.objects.filter(venue=OuterRef("venue")))),
        "has_unexplained": Exists(unexplained),
        "lacks_record": Q(Exists(silent), has_record=False),
    }


def lacking(*, now):
    """{kind: the question whether a plan has that gap}: the same gaps that `events.warnings.gaps` names."""
    asked = questions(now=now)
    return {
        Kind.DATES: ~Exists(DraftOccurrence.objects.filter(plan=OuterRef("pk"))),
        Kind.PLACE: Q(venue=None) & ~Q(attendance_mode=AttendanceMode.ONLINE),
        Kind.SUMMARY: Q(has_summary=False),
        Kind.PICTURE: Q(has_picture=False),
        Kind.ACCESS: ~asked["has_access"],
        Kind.RECORD: asked["lacks_record"],
        Kind.REASON: asked["has_unexplained"],
    }


def plans(*, now):
    return DraftEvent.objects.select_related("page__locale", "venue", "room__venue", "format").annotate(
        **questions(now=now),
        last_end=Max("dates__ends_at"),
        first_start=Min("dates__starts_at"),
    )


def dates_taking_place():
    called_off = Occurrence.objects.filter(uid=OuterRef("uid"), status__in=NOT_TAKING_PLACE)
    return DraftOccurrence.objects.filter(~Exists(called_off), precision=Precision.DAY)


def date_rows(dates):
    """`DateRow`s of planned dates, in two queries."""
    dates = list(dates.select_related("plan", "room__venue"))
    audiences = defaultdict(list)
    through = DraftEvent.meant_for.through.objects.filter(draftevent__in={one.plan_id for one in dates})
    for plan_id, pk, name in through.values_list("draftevent_id", "audience_id", "audience__name"):
        audiences[plan_id].append((pk, name))
    return [
        DateRow(
            key=one.plan.translation_key,
            starts_at=one.starts_at,
            ends_at=one.ends_at,
            is_timed=not one.is_all_day,
            is_drop_in=one.plan.is_drop_in,
            has_known_end=one.has_known_end,
            room=str(one.room or ""),
            room_id=one.room_id,
            audiences=tuple(audiences[one.plan_id]),
        )
        for one in dates
    ]


def clashes_between(start, end):
    rows = date_rows(dates_taking_place().between(start, end))
    return [*room_clashes(rows), *audience_clashes(rows)]


def clashes_of(keys, *, now, with_audiences):
    """Clashes of some events with any other in the next months: `{key: [Clash, …]}`, each told from that event's side."""
    near = dates_taking_place().between(now, now + HORIZON)
    mine = DraftEvent.objects.filter(translation_key__in=keys)
    meets = Q(room__in=DraftOccurrence.objects.filter(plan__in=mine.values("pk")).exclude(room=None).values("room"))
    if with_audiences:
        same = DraftEvent.meant_for.through.objects.filter(audience__in=mine.values("meant_for"))
        meets |= Q(plan__in=same.values("draftevent"))
    rows = date_rows(near.filter(meets))
    found = defaultdict(list)
    for clash in [*room_clashes(rows), *(audience_clashes(rows) if with_audiences else [])]:
        for key, other in {(clash.key, clash.other), (clash.other, clash.key)}:
            if key in keys:
                found[key].append(Clash(clash.kind, key, other, clash.at, clash.about))
    return found


def listed(keys, *, now):
    """`{translation key: ListedEvent}` in a fixed number of queries."""
    rows = {plan.translation_key: ListedEvent(plan) for plan in plans(now=now).filter(translation_key__in=keys)}
    dates = DraftOccurrence.objects.filter(plan__translation_key__in=rows)
    for date in dates.select_related("plan", "venue", "room__venue"):
        row = rows[date.plan.translation_key]
        row.date_count += 1
        # Soonest first: keep the first one that is not over, else the last of all.
        if row.next_date is None or row.next_date.ends_at <= now:
            row.next_date = date
    statuses = dict(
        Occurrence.objects.filter(uid__in=[row.next_date.uid for row in rows.values() if row.next_date]).values_list(
            "uid", "status"
        )
    )
    clashes = clashes_of(set(rows), now=now, with_audiences=False)
    drafts = {key: row.plan for key, row in rows.items()}
    languages = languages_of(rows, lambda key, _pages: (drafts[key].page.locale_id, drafts[key].words_changed_at))
    for key, row in rows.items():
        row.is_over = row.next_date is not None and row.next_date.ends_at <= now
        row.status = statuses.get(row.next_date.uid, "") if row.next_date else ""
        row.gaps = gaps(row.plan, now=now)
        row.clashes = clashes.get(key, [])
        row.languages = languages.get(key, [])
    return rows
