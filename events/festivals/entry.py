"""One run of one session as it is read: in the reader's language, with the words for everything about it."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils import formats
from django.utils.translation import gettext as _

from core.cards import Badge
from core.dates import hours_words
from core.money import Price
from events.choices import Participation


@dataclass(frozen=True, kw_only=True)
class ProgrammeTrack:
    key: str
    name: str
    colour: int


@dataclass(kw_only=True, eq=False)
class ProgrammeEntry:
    """One run of one session, in the reader's language."""

    code: str
    uid: str
    session: str
    title: str
    summary: str
    lang: str  # of the title, where it is not the reader's
    summary_lang: str  # of the summary, which may be there in the festival's own language only
    timezone: str
    starts_at: datetime  # in the festival's zone, as is the end
    ends_at: datetime
    kind: str
    kind_slug: str
    track: ProgrammeTrack | None
    venue: object
    venue_name: str
    room_name: str
    ages: str
    age_from: int
    age_to: int | None
    access: list  # names of what the session itself offers
    access_slugs: frozenset  # the venue's included
    access_note: str
    access_note_lang: str
    capacity_note: str
    capacity_note_lang: str
    cost: Price
    booking_url: str
    people: list
    participation: str
    is_highlight: bool
    is_cancelled: bool
    reason: str
    reason_lang: str
    sequence: int
    modified: datetime | None
    others: list = field(default_factory=list)  # other runs of the same session

    @property
    def path(self):
        """Its address below the festival's, the same for all runs of a session."""
        first = min([self, *self.others], key=lambda one: (one.starts_at, one.code))
        return f"programme/{first.code}/"

    @property
    def id(self):
        """Its place in a page."""
        return f"run-{self.code}"

    @property
    def is_drop_in(self):
        return self.participation == Participation.DROP_IN

    @property
    def day(self):
        return self.starts_at.date()

    @property
    def time(self):
        return hours_words(self.starts_at, self.ends_at)

    @property
    def place(self):
        return ", ".join(filter(None, (self.room_name, self.venue_name)))

    @property
    def price(self):
        return self.cost.words

    @property
    def is_free(self):
        return self.cost.is_free

    @property
    def day_words(self):
        return formats.date_format(self.starts_at, _("l j F"))

    @property
    def badges(self):
        """What one needs to know before walking there."""
        words = []
        if self.is_cancelled:
            words.append(Badge(text=_("Cancelled"), kind="danger"))
        if self.is_drop_in:
            words.append(Badge(text=_("Drop in"), kind="good"))
        return [*words, Badge(text=self.price, kind="quiet"), Badge(text=self.ages, kind="quiet")]

    @property
    def text(self):
        """What a search for words looks through."""
        return " ".join([self.title, self.summary, *(one["name"] for one in self.people)])

    def is_on(self, now):
        return self.starts_at <= now < self.ends_at and not self.is_cancelled
