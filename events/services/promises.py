"""What has been announced and would no longer be true: the reason to ask an editor for a reason."""

from dataclasses import dataclass
from types import SimpleNamespace

from django.utils.translation import gettext as _

from core.choices import AttendanceMode
from core.publishing import settle_uids
from events.choices import ChangeKind, Status
from events.formatting import last_day_of, when_words, where_words
from events.models import EventFacts, Occurrence
from events.services.spans import occurrence_of


@dataclass(frozen=True, kw_only=True)
class Broken:
    """One announced date and what it would become; `new` is None where it would be gone."""

    kind: str
    row: Occurrence
    new: Occurrence | None

    @property
    def now_place(self):
        return where_words(self.row, self.row.venue)

    @property
    def new_place(self):
        return where_words(self.new, self.new.venue) if self.new else ""


def broken_promises(rows, written, *, now, is_announced=False):
    """Which of the announced dates that are not over would change when, where or how people take part.

    A cancelled date breaks nothing any more, and a venue that nobody knew yet may be filled in, unless somebody means to
    announce it.
    """
    becomes = {one.uid: one for one in written}
    for row in rows:
        if row.is_promised and not row.is_over(now=now) and row.status != Status.CANCELLED:
            new = becomes.get(row.uid)
            if kind := _kind(row, new, is_announced=is_announced):
                yield Broken(kind=kind, row=row, new=new)


def _kind(row, new, *, is_announced):
    if new is None:
        return ChangeKind.CANCELLED
    if row.starts_at != new.starts_at or row.is_all_day != new.is_all_day or last_day_of(row) != last_day_of(new):
        return ChangeKind.RESCHEDULED
    if new.attendance_mode != row.attendance_mode:
        if new.attendance_mode == AttendanceMode.ONLINE:
            return ChangeKind.MOVED_ONLINE
        if new.attendance_mode == AttendanceMode.IN_PERSON:
            return ChangeKind.NEW_VENUE
    is_elsewhere = (new.venue_id, new.room_id) != (row.venue_id, row.room_id)
    is_news = is_announced or (row.venue_id and new.venue_id != row.venue_id)
    if is_elsewhere and is_news and row.attendance_mode != AttendanceMode.ONLINE:
        return ChangeKind.NEW_VENUE
    return None


def changes_of_draft(page, dates, plan, *, now):
    """What publishing these dates would change of what was announced. `plan` holds the page's facts that concern dates."""
    rows = list(promised_rows(page.translation_key))
    if not rows:
        return []
    written = [occurrence_of(date, SimpleNamespace(**plan)) for date in dates]
    settle_uids(written, translation_key=page.translation_key, known={row.uid for row in rows})
    return list(broken_promises(rows, written, now=now))


def promised_rows(translation_key):
    facts = EventFacts.objects.filter(translation_key=translation_key)
    return Occurrence.objects.filter(facts__in=facts, is_promised=True).select_related("venue").order_by("starts_at", "pk")


def sentence_about(broken):
    """What would change, for the editor: "Thursday 18 March 2027, 18:00 would become Friday …"."""
    old = when_words(broken.row)
    if broken.kind == ChangeKind.CANCELLED:
        return _("%(old)s would be cancelled.") % {"old": old}
    if broken.kind == ChangeKind.RESCHEDULED:
        return _("%(old)s would become %(new)s.") % {"old": old, "new": when_words(broken.new)}
    return _("%(old)s: %(place)s would become %(new)s.") % {
        "old": old,
        "place": broken.now_place or _("no place"),
        "new": broken.new_place or _("no place"),
    }
