"""A programme as it is read: a released one by everybody, a draft by its editors. Made from rows, without knowing the page."""

from collections import defaultdict
from functools import cached_property

from core.choices import AccessAnswer
from core.dates import days_words, local
from core.localized import in_language
from core.models import AccessFeature, Format, VenueAccess
from events.festivals.entry import ProgrammeEntry, ProgrammeTrack
from events.festivals.filters import ProgrammeIndex
from events.formatting import age_words
from events.prices import price_of

#: How many colours tracks take turns with: see static/css/tokens.css.
TRACK_COLOURS = 6
#: More would be another programme.
MOST_HIGHLIGHTS = 6


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
            row["key"]: ProgrammeTrack(
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
        words, source = session.words.get(self.locale.language_code, {}), session.words[self.release.language]
        reason, reason_lang = self._reason(run)
        venue = self.venues.get(run.venue_id)
        return ProgrammeEntry(
            code=run.code,
            uid=str(run.uid),
            session=str(session.uid),
            title=words.get("title") or source["title"],
            summary=words.get("summary") or source["summary"],
            lang=self._lang_of(words, "title"),
            summary_lang=self._lang_of(words, "summary"),
            timezone=run.timezone,
            starts_at=local(run.starts_at, run.timezone),
            ends_at=local(run.ends_at, run.timezone),
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
            access_note=words.get("access_note") or source["access_note"],
            access_note_lang=self._lang_of(words, "access_note"),
            capacity_note=words.get("capacity_note") or source["capacity_note"],
            capacity_note_lang=self._lang_of(words, "capacity_note"),
            cost=price_of(session),
            booking_url=session.booking_url,
            people=session.people,
            participation=session.participation,
            is_highlight=session.is_highlight,
            is_cancelled=run.is_cancelled_alone or session.is_cancelled,
            reason=reason,
            reason_lang=reason_lang,
            sequence=run.sequence,
            modified=run.modified,
        )

    def _lang_of(self, words, name):
        """The language of what is shown under this name, where it is not the reader's."""
        return "" if words.get(name) or self.locale.language_code == self.release.language else self.release.language

    def _reason(self, run):
        """Why it does not take place, and in which language that is, where it is not the reader's."""
        own, source = self.locale.language_code, self.release.language
        known = run.reasons or run.session.reasons
        return (known[own], "") if own in known else (known.get(source, ""), "" if own == source else source)

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
        return days_words(self.entries[0].day, self.entries[-1].day) if self.entries else ""

    @cached_property
    def index(self):
        """For what readers ask."""
        return ProgrammeIndex(self)

    @cached_property
    def by_code(self):
        return {entry.code: entry for entry in self.entries}


def _names(model, slugs, languages):
    """{slug: name} of terms, each in the first of the languages it has a name in."""
    rows = model.objects.filter(slug__in=slugs, locale__language_code__in=languages)
    found = {(code, slug): name for code, slug, name in rows.values_list("locale__language_code", "slug", "name")}
    ordered = list(dict.fromkeys(slug for _code, slug in found))
    return {slug: next(found[code, slug] for code in languages if (code, slug) in found) for slug in ordered}
