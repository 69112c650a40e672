"""A programme as it is read: a released one by everybody, a draft by its editors, each in the reader's language."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.db.models.signals import post_delete, post_save
from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.cards import Badge
from core.changelog.log import lines_of
from core.choices import AccessAnswer
from core.dates import days_words, hours_words, local
from core.localized import in_language
from core.models import AccessFeature, Format, PublicChange, Venue, VenueAccess
from core.site_context import current_site_context
from core.versions import renew, token_of
from events.choices import Participation
from events.festivals.changelog import LATELY, TERMS, THING, place_of, standing_changes
from events.festivals.filters import ProgrammeIndex
from events.festivals.models import Festival, Release
from events.festivals.services import Snapshot, draft_of
from events.formatting import age_words
from events.prices import price_of

#: How many colours tracks take turns with: see static/css/tokens.css.
TRACK_COLOURS = 6
#: More would be another programme.
MOST_HIGHLIGHTS = 6
#: As many programmes in as many languages as one process keeps.
MOST_KEPT = 24


@dataclass(frozen=True, kw_only=True)
class ProgrammeTrack:
    key: str
    name: str
    colour: int


class ProgrammeEntry:
    """One run of one session, in the reader's language."""

    def __init__(self, slot, programme):
        session, own, source = slot.session, programme.locale.language_code, programme.release.language
        self.others = []  # runs of the same session
        self.code, self.uid, self.session = slot.code, str(slot.uid), str(session.uid)
        self.timezone, self.sequence, self.modified = slot.timezone, slot.sequence, slot.modified
        # In the festival's zone.
        self.starts_at, self.ends_at = local(slot.starts_at, slot.timezone), local(slot.ends_at, slot.timezone)
        self.kind_slug, self.kind = session.kind, programme.kinds.get(session.kind, "")
        self.track = programme.tracks.get(session.track)
        self.venue = programme.venues.get(slot.venue_id)
        self.venue_name, self.room_name = self.venue.name if self.venue else slot.venue_name, slot.room_name
        self.age_from, self.age_to, self.ages = session.age_from, session.age_to, age_words(session)
        self.access = [name for slug, name in programme.features.items() if slug in session.access]
        self.access_slugs = frozenset(session.access) | programme.venue_access[slot.venue_id]
        self.cost, self.booking_url, self.people = price_of(session), session.booking_url, session.people
        self.participation, self.is_highlight = session.participation, session.is_highlight
        self.is_drop_in = session.participation == Participation.DROP_IN
        self.is_cancelled = slot.is_cancelled_alone or session.is_cancelled
        # Whatever is not there in the reader's language comes in the festival's own, and says so.
        foreign = "" if own == source else source
        words, known = session.words.get(own, {}), session.words[source]
        for name in ("title", "summary", "access_note", "capacity_note"):
            setattr(self, name, words.get(name) or known[name])
            setattr(self, f"{name}_lang", "" if words.get(name) else foreign)
        reasons = slot.reasons or session.reasons
        self.reason, self.reason_lang = (reasons[own], "") if own in reasons else (reasons.get(source, ""), foreign)

    @cached_property
    def path(self):
        """Its address below the festival's, the same for all runs of a session."""
        first = min([self, *self.others], key=lambda one: (one.starts_at, one.code))
        return f"programme/{first.code}/"

    @property
    def id(self):
        """Its place in a page."""
        return f"run-{self.code}"

    @property
    def day(self):
        return self.starts_at.date()

    @property
    def minutes(self):
        """From when to when, counted from the midnight that began its day."""
        return [(at.date() - self.day).days * 24 * 60 + at.hour * 60 + at.minute for at in (self.starts_at, self.ends_at)]

    @property
    def time(self):
        return hours_words(self.starts_at, self.ends_at)

    @property
    def day_words(self):
        return formats.date_format(self.starts_at, _("l j F"))

    @property
    def place(self):
        return place_of(self)

    @property
    def room_key(self):
        """Venues in the order of the list of venues, rooms by name."""
        return self.venue.sort_order if self.venue else 0, self.venue_name, self.room_name

    @property
    def badges(self):
        """What one needs to know before walking there."""
        words = []
        if self.is_cancelled:
            words.append(Badge(text=_("Cancelled"), kind="danger"))
        if self.is_drop_in:
            words.append(Badge(text=_("Drop in"), kind="good"))
        return [*words, Badge(text=self.cost.words, kind="quiet"), Badge(text=self.ages, kind="quiet")]

    @property
    def text(self):
        """What a search for words looks through."""
        return " ".join([self.title, self.summary, *(one["name"] for one in self.people)])

    def is_on(self, now):
        return self.starts_at <= now < self.ends_at and not self.is_cancelled


class Programme:
    """Every run of a snapshot in the order of time. The number of queries does not depend on the number of sessions."""

    def __init__(self, snapshot, *, locale, changes=()):
        self.release, self.locale, self.changes = snapshot.release, locale, changes
        # The reader's first, then the one that every session has words in.
        languages = list(dict.fromkeys((locale.language_code, self.release.language)))
        self.tracks = {
            row["key"]: ProgrammeTrack(
                key=row["key"],
                name=next(row["words"][code] for code in languages if code in row["words"]),
                colour=number % TRACK_COLOURS + 1,
            )
            for number, row in enumerate(self.release.tracks)
        }
        self.kinds = _names(Format, {one.kind for one in snapshot.sessions}, languages)
        venues = {run.venue_id: run.venue for run in snapshot.runs if run.venue_id}
        self.venues = dict(zip(venues, in_language(venues.values(), locale), strict=True))
        self.venue_access = defaultdict(set)
        offered = VenueAccess.objects.filter(venue__in=list(venues), answer=AccessAnswer.YES)
        for venue, slug in offered.values_list("venue", "feature__slug"):
            self.venue_access[venue].add(slug)
        slugs = {slug for one in snapshot.sessions for slug in one.access}.union(*self.venue_access.values())
        #: {slug: name} of every access feature that a session or a venue has, in the order of features
        self.features = _names(AccessFeature, slugs, languages)
        self.entries = [ProgrammeEntry(run, self) for run in snapshot.runs]
        by_session = defaultdict(list)
        for entry in self.entries:
            by_session[entry.session].append(entry)
        for entry in self.entries:
            entry.others = [other for other in by_session[entry.session] if other is not entry]
        self.session_count = len(by_session)

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
    ordered = dict.fromkeys(slug for _code, slug in found)
    return {slug: next(found[code, slug] for code in languages if (code, slug) in found) for slug in ordered}


def programme_of(page):
    """The released programme in the page's language, or None while there is none: what the public may read, never the draft.

    A release never changes, so a process keeps what it has made of it for as long as terms and venues stay as they are.
    """
    release = Release.objects.filter(festival__translation_key=page.translation_key).order_by("-number").first()
    if release is None:
        return None
    page.locale = current_site_context().locales.get(page.locale_id) or page.locale
    return _made_of(release, page.locale, page.translation_key, release.released_at, get_language(), token_of(TERMS))


@lru_cache(maxsize=MOST_KEPT)
def _made_of(release, locale, key, *_whatever_else_it_depends_on):
    changes = standing_changes(PublicChange.objects.about(THING, key))
    return Programme(Snapshot.of_release(release, with_idle=False), locale=locale, changes=changes)


def on_terms_changed(sender, raw=False, **kwargs):
    """Programmes show the names of terms, and what their venues offer. Rows loaded from a file bring their versions along."""
    if not raw:
        renew(TERMS)


def connect():
    for signal in (post_save, post_delete):
        for model in (Format, AccessFeature, Venue, VenueAccess):
            signal.connect(on_terms_changed, sender=model, dispatch_uid=f"events.programme_terms.{model.__name__}")


def drafted_programme_of(page):
    """The draft in the page's language: for the previews of its editors only."""
    festival = Festival.objects.filter(translation_key=page.translation_key).first()
    return Programme(draft_of(festival), locale=page.locale) if festival else None


def lately_changed(page, *, now):
    """What was taken away or moved of what is to come: lines of the last day, and those announced with a reason before it."""
    changes = page.released.changes if page.released else []
    shown = [one for one in changes if one.concerns_until and one.announced_at <= now < one.concerns_until]
    lately = [one for one in shown if one.announced_at > now - LATELY]
    before = [one for one in shown if one.reasons and one not in lately]
    return [lines_of(some, language=page.locale.language_code) for some in (lately, before)]
