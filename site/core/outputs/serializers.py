"""What is listed, whatever it is: an event's date, a deadline, a session. Neutral, so that every output treats it alike."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urljoin

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.http import Http404
from django.utils.translation import gettext as _

from core.dates import local
from core.models import SiteSettings
from core.money import Price
from core.structured_data import picture_url


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where people go. Without coordinates or an address it is only a name."""

    name: str
    room: str = ""
    street: str = ""
    locality: str = ""
    postcode: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    url: str = ""
    features: tuple[tuple[str, bool], ...] = ()  # access features by name, and whether they are there

    @classmethod
    def at(cls, venue, *, name="", room="", features=()):
        """Where `venue` is: anything with a name, address, website and perhaps coordinates. `name` stands in for its own."""
        return cls(
            name=name or venue.name,
            room=room,
            street=venue.street,
            locality=venue.locality,
            postcode=venue.postcode,
            country=venue.country,
            latitude=None if venue.latitude is None else float(venue.latitude),
            longitude=None if venue.longitude is None else float(venue.longitude),
            url=venue.website,
            features=features,
        )

    @property
    def address(self):
        """One line, as on an envelope."""
        return ", ".join(part for part in (self.street, " ".join(filter(None, (self.locality, self.postcode)))) if part)

    @property
    def line(self):
        """Room, name and address in one line, as calendars want it."""
        return ", ".join(part for part in (self.room, self.name, self.address) if part)


@dataclass(frozen=True, kw_only=True)
class Image:
    url: str
    alt: str = ""
    type: str = "image/jpeg"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of a list. `uid` is for life and survives every change of words and addresses.

    Moments are aware; `ends_at` itself no longer belongs to it. Something with a single moment, such as a deadline, has
    no `ends_at`; what ends at a moment that nobody knows is over at `over_at` at the latest. `notice` is the word that must
    not be missed ("Cancelled"): it stands before the title everywhere.
    """

    uid: str
    title: str
    url: str
    modified: datetime
    language: str = "en"
    summary: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    over_at: datetime | None = None
    timezone: str = "UTC"
    is_all_day: bool = False
    has_day: bool = True  # False where only the month is known
    when: str = ""  # the same in words
    where: str = ""
    status: str = "scheduled"
    notice: str = ""
    reason: str = ""
    is_cancelled: bool = False
    is_tentative: bool = False
    previous_starts_at: datetime | None = None
    sequence: int = 0
    published: datetime | None = None
    place: Place | None = None
    online_url: str = ""
    attendance_mode: str = ""
    categories: tuple[str, ...] = ()
    price: Price | None = None
    age_from: int | None = None
    age_to: int | None = None
    organiser: str = ""
    organiser_url: str = ""
    contact: str = ""
    image: Image | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_off(self):
        """Nobody can come then: it is cancelled, or waits for a new date."""
        return self.is_cancelled or self.is_tentative

    @property
    def headline(self):
        """The title as it must be read: "Cancelled: Picnic in the park"."""
        return _("%(notice)s: %(title)s") % {"notice": self.notice, "title": self.title} if self.notice else self.title

    @property
    def notice_words(self):
        """What changed and why: "Cancelled: The tower is closed." Empty if all is as first announced."""
        return _("%(notice)s: %(title)s") % {"notice": self.notice, "title": self.reason} if self.reason else self.notice

    def is_over(self, *, now):
        at = self.over_at or self.ends_at or self.starts_at
        return at is not None and at <= now

    @property
    def starts(self):
        """A day if it is all day, "2015-07" if only the month is known, else the moment on the clock at the place."""
        return self._shown(self.starts_at)

    @property
    def ends(self):
        """Like `starts`; of something that is all day the last day, which belongs to it. None if nobody knows."""
        if self.ends_at is None:
            return None
        return self._shown(self.ends_at - timedelta(microseconds=1) if self.is_all_day else self.ends_at)

    @property
    def previous_starts(self):
        return self._shown(self.previous_starts_at)

    def _shown(self, at) -> datetime | date | str | None:
        if at is None:
            return None
        at = local(at, self.timezone)
        if not self.has_day:
            return f"{at:%Y-%m}"
        return at.date() if self.is_all_day else at


@dataclass(frozen=True, kw_only=True)
class Listing:
    """A list with its entries, in the language of the reader, ready to be written in any format.

    `url` is the page that shows it, `file_url` the file's own full address. `fields` are what its entries have besides
    what every entry has. `next_url` is where the file goes on, if it is too long for one.
    """

    title: str
    url: str
    entries: list[Entry]
    language: str
    file_url: str = ""
    next_url: str = ""
    description: str = ""
    publisher: str = ""
    fields: tuple = ()

    @property
    def modified(self):
        """When anything in it last changed, or None if it is empty."""
        return max((entry.modified for entry in self.entries), default=None)


class Serializer:
    """Makes the entries of one answer, in the language of one reader; what they share is asked for once."""

    def __init__(self, *, locale, request):
        self.locale, self.request = locale, request
        self.organiser = SiteSettings.for_request(request).words_for(locale.language_code).publisher
        self._pages, self._images = {}, {}

    def of_page(self, page):
        """What every entry says of the page that it belongs to, worked out once for all of them."""
        if page.pk not in self._pages:
            self._pages[page.pk] = {
                "url": page.get_full_url(self.request),
                "language": page.locale.language_code,
                "published": page.first_published_at,
            }
        return self._pages[page.pk]

    def image_of(self, page):
        """The page's picture as others share it, or None."""
        if page.pk not in self._images:
            url = picture_url(page.image, "social", self.of_page(page)["url"])
            self._images[page.pk] = Image(url=url, alt=page.image.default_alt_text) if url else None
        return self._images[page.pk]


def contact_of(facts):
    return ", ".join(filter(None, (facts.contact_name, facts.contact_email)))


def part_of(rows, *, format, url, request):
    """As many rows as the format takes, or of JSON the part that `page` names, and the address of the part after it.

    Raises Http404 for a part that there isn't.
    """
    if not format.is_paged:
        return rows[: format.limit], ""
    part = page_of(Paginator(rows, format.limit), request)
    if not part.has_next():
        return part.object_list, ""
    query = request.GET.copy()
    query["page"] = part.next_page_number()
    return part.object_list, urljoin(url, f"{request.path}?{query.urlencode()}")


def listing_of(entries, *, title, description, url, locale, request, fields, next_url=""):
    """The entries as the list behind the address `url`, with what every list says of itself."""
    words = SiteSettings.for_request(request).words_for(locale.language_code)
    return Listing(
        title=title,
        description=description,
        url=url,
        file_url=urljoin(url, request.get_full_path()),
        next_url=next_url,
        language=locale.language_code,
        publisher=words.publisher,
        entries=entries,
        fields=fields,
    )


def listing_of_page(page, entries, *, request, fields=(), title="", below="", next_url=""):
    """The entries as the list that a page shows, or that a page below it does."""
    return listing_of(
        entries,
        title=title or page.title,
        description=page.summary,
        url=page.get_full_url(request) + below,
        locale=page.locale,
        request=request,
        fields=fields,
        next_url=next_url,
    )


def page_of(paginator, request):
    """The page that the query string names. Raises Http404 where there is none, rather than showing another one."""
    try:
        return paginator.page(request.GET.get("page", 1))
    except (EmptyPage, PageNotAnInteger) as error:
        raise Http404(str(error)) from error
