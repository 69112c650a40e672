"""A programme as it is read: a released one by everybody, a draft by its editors. Made from rows, without knowing the page."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.utils.translation import gettext as _

from core.choices import AccessAnswer
from core.localized import in_language
from core.models import AccessFeature, Format, VenueAccess
from events.choices import Price
from events.festivals.entry import Entry, Track
from events.words import age_words, day_words, from_to, local, price_words

#: How many colours tracks take turns with: see static/css/programme.css.
TRACK_COLOURS = 6
#: What starts this much later is "next".
SOON = timedelta(minutes=90)
#: More would be another programme.
MOST_HIGHLIGHTS = 6


@dataclass(frozen=True, kw_only=True)
class Day:
    """The part of a programme that is on one day: what starts on it."""

    day: date
    entries: list

    @property
    def words(self):
        return day_words(self.day)

    @property
    def id(self):
        return f"day-{self.day:%Y-%m-%d}"


@dataclass(frozen=True, kw_only=True)
class Room:
    """A room with what is on in it."""

    number: int
    name: str
    venue: str
    days: list


class Programme:
    """Every run of a snapshot in the order of time. The number of queries does not depend on the number of sessions."""

    def __init__(self, snapshot, *, locale):
        self.release, self.locale = snapshot.release, locale
        self.tracks = self._tracks()
        self._kinds = _names(Format, {one.kind for one in snapshot.sessions}, self._languages)
        venues = {run.venue_id: run.venue for run in snapshot.runs if run.venue_id}
        self.venues = dict(zip(venues, in_language(venues.values(), locale), strict=True))
        self._venue_access = self._access_of_venues()
        slugs = {slug for one in snapshot.sessions for slug in one.access}.union(*self._venue_access.values())
        #: {slug: name} of every access feature that a session or a venue has, in the order of features
        self.features = _names(AccessFeature, slugs, self._languages)
        self.entries = [self._entry(run) for run in snapshot.runs]
        by_session = defaultdict(list)
        for entry in self.entries:
            by_session[entry.session].append(entry)
        for entry in self.entries:
            entry.others = [other for other in by_session[entry.session] if other is not entry]

    @property
    def _languages(self):
        """The reader's first, then the one that every session has words in."""
        return list(dict.fromkeys((self.locale.language_code, self.release.language)))

    def _tracks(self):
        return {
            row["key"]: Track(
                key=row["key"],
                name=next(row["words"][code] for code in self._languages if code in row["words"]),
                colour=number % TRACK_COLOURS + 1,
            )
            for number, row in enumerate(self.release.tracks)
        }

    def _access_of_venues(self):
        rows = VenueAccess.objects.filter(venue__in=list(self.venues), answer=AccessAnswer.YES).values_list(
            "venue", "feature__slug"
        )
        found = defaultdict(set)
        for venue, slug in rows:
            found[venue].add(slug)
        return found

    def _entry(self, run):
        session = run.session
        code = next(code for code in self._languages if code in session.words)
        words, source = session.words[code], session.words[self.release.language]
        venue = self.venues.get(run.venue_id)
        return Entry(
            code=run.code,
            uid=str(run.uid),
            session=str(session.uid),
            title=words["title"],
            summary=words["summary"] or source["summary"],
            lang=self._foreign(code),
            summary_lang=self._foreign(code if words["summary"] else self.release.language),
            timezone=self.release.timezone,
            starts_at=local(run.starts_at, self.release.timezone),
            ends_at=local(run.ends_at, self.release.timezone),
            kind=self._kinds.get(session.kind, ""),
            kind_slug=session.kind,
            track=self.tracks.get(session.track),
            venue=venue,
            venue_name=venue.name if venue else run.venue_name,
            room_name=run.room_name,
            ages=age_words(session),
            age_from=session.age_from,
            age_to=session.age_to,
            access=[name for slug, name in self.features.items() if slug in session.access],
            access_slugs=frozenset(session.access) | self._venue_access[run.venue_id],
            access_note=words["access_note"] or source["access_note"],
            capacity_note=words["capacity_note"] or source["capacity_note"],
            price=price_words(session),
            price_from=session.price_from,
            price_to=session.price_to,
            is_free=session.price == Price.FREE,
            booking_url=session.booking_url,
            people=session.people,
            participation=session.participation,
            is_highlight=session.is_highlight,
            is_cancelled=run.is_cancelled or session.is_cancelled,
            reason=run.reason or (words["reason"] or source["reason"] if session.is_cancelled else ""),
            reason_lang=self._foreign(self.release.language if run.reason or not words["reason"] else code),
            sequence=run.sequence,
            modified=run.modified,
        )

    def _foreign(self, code):
        """The language, where it is not the reader's."""
        return "" if code == self.locale.language_code else code

    @property
    def session_count(self):
        return len({entry.session for entry in self.entries})

    @cached_property
    def highlights(self):
        """The first run of each session that the editors want everybody to see, where it takes place."""
        chosen = {}
        for entry in self.entries:
            if entry.is_highlight and not entry.is_cancelled:
                chosen.setdefault(entry.session, entry)
        return list(chosen.values())[:MOST_HIGHLIGHTS]

    @property
    def places(self):
        """Its venues in the order of the list of venues."""
        return sorted(self.venues.values(), key=lambda venue: (venue.sort_order, venue.name))

    @property
    def days_words(self):
        """The first day to the last: "Saturday 1 May 2027 to Sunday 2 May 2027"."""
        return from_to(self.entries[0].day, self.entries[-1].day) if self.entries else ""

    @cached_property
    def by_code(self):
        return {entry.code: entry for entry in self.entries}


def _names(model, slugs, languages):
    """{slug: name} of terms, each in the first of the languages it has a name in."""
    rows = model.objects.filter(slug__in=slugs, locale__language_code__in=languages)
    found = {(code, slug): name for code, slug, name in rows.values_list("locale__language_code", "slug", "name")}
    ordered = list(dict.fromkeys(slug for _code, slug in found))
    return {slug: next(found[code, slug] for code in languages if (code, slug) in found) for slug in ordered}


def days_of(entries):
    """Entries under the day they start on, in the order of time."""
    days = defaultdict(list)
    for entry in entries:
        days[entry.day].append(entry)
    return [Day(day=day, entries=days[day]) for day in sorted(days)]


def rooms_of(entries):
    """Each room with its days: one sheet of paper for its door."""
    rooms = defaultdict(list)
    for entry in entries:
        rooms[entry.venue.sort_order if entry.venue else 0, entry.venue_name, entry.room_name].append(entry)
    return [
        Room(number=number, name=room or _("Room to be announced"), venue=venue, days=days_of(rooms[order, venue, room]))
        for number, (order, venue, room) in enumerate(sorted(rooms), start=1)
    ]


def now_and_next(entries, *, now):
    """What one can go to at once, and what starts soon; drop-ins that are on count as on."""
    on_now = [entry for entry in entries if entry.is_on(now)]
    coming = [entry for entry in entries if now < entry.starts_at <= now + SOON and not entry.is_cancelled]
    return on_now, coming
