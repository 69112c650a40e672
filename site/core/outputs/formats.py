"""The formats a list can be had in: what each is called, what it is for, who writes it; and the feeds among them.

RSS 2.0 and Atom (RFC 4287) are written by Django's feed generator.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from django.template.loader import render_to_string
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from core.lines import printable

from .calendars import to_ics
from .fields import to_json
from .spreadsheets import to_csv

#: Minutes that a reader may wait before asking again.
TIME_TO_LIVE = 60


def to_rss(listing, request=None):
    return _feed(Rss201rev2Feed, listing)


def to_atom(listing, request=None):
    return _feed(Atom1Feed, listing)


def _feed(kind, listing):
    feed = kind(
        title=printable(listing.title),
        link=listing.url,
        description=printable(listing.description or listing.title),
        subtitle=printable(listing.description) or None,  # what Atom calls it
        language=listing.language,
        author_name=printable(listing.publisher) or None,
        feed_url=listing.file_url,
        ttl=str(TIME_TO_LIVE),
    )
    for entry in listing.entries:
        feed.add_item(
            title=printable(entry.headline),
            link=entry.url,
            description=_words(entry),
            unique_id=_id(entry),
            unique_id_is_permalink=False,
            author_name=printable(entry.organiser) or None,
            pubdate=entry.published or entry.modified,
            updateddate=entry.modified,
            categories=[printable(name) for name in entry.categories],
        )
    return feed.writeString("utf-8").encode()


def _id(entry):
    """A URI for life, as Atom wants it (RFC 4287, 4.2.6), also of what has another kind of name."""
    try:
        return UUID(entry.uid).urn
    except ValueError:
        return uuid5(NAMESPACE_OID, entry.uid).urn


def _words(entry):
    """When, where, why it changed and what it is, as the HTML that readers expect of a description."""
    lines = [entry.notice_words, entry.when, entry.where, entry.summary, entry.price.words if entry.price else ""]
    return format_html_join("", "<p>{}</p>", ((printable(line),) for line in lines if line)) or format_html("")


def to_embed(listing, request=None):
    return render_to_string("core/embed.html", {"listing": listing}, request=request).encode()


class Wants(Enum):
    """Which entries a format is about."""

    DATES = "every date, soonest first"
    NEWS = "one entry for each thing, what was published last first"
    CARDS = "one entry for each thing, as the page shows them"


@dataclass(frozen=True, kw_only=True)
class Format:
    """One way to have a list. `limit` is how many entries one file holds at most."""

    extension: str
    content_type: str
    write: Callable[..., Any]
    wants: Wants
    limit: int
    is_download: bool = False
    is_paged: bool = False  # whether `page` names a part of it
    name: Any = ""
    purpose: Any = ""

    @property
    def type(self):
        """The media type without its parameters, as links name it."""
        return self.content_type.partition(";")[0]


FORMATS = {
    one.extension: one
    for one in (
        Format(
            extension="ics",
            content_type="text/calendar; charset=utf-8",
            write=to_ics,
            wants=Wants.DATES,
            limit=1000,
            is_download=True,
            name=_("Calendar"),
            purpose=_("Subscribe once, and your own calendar keeps itself up to date, changes and cancellations included."),
        ),
        Format(
            extension="rss",
            content_type="application/rss+xml; charset=utf-8",
            write=to_rss,
            wants=Wants.NEWS,
            limit=100,
            name=_("RSS feed"),
            purpose=_("News in a feed reader, or in another website’s own list."),
        ),
        Format(
            extension="atom",
            content_type="application/atom+xml; charset=utf-8",
            write=to_atom,
            wants=Wants.NEWS,
            limit=100,
            name=_("Atom feed"),
            purpose=_("The same as RSS, for readers that prefer it."),
        ),
        Format(
            extension="json",
            content_type="application/json",
            write=to_json,
            wants=Wants.DATES,
            limit=500,
            is_paged=True,
            name=_("JSON"),
            purpose=_("Everything about each date, for people who write programs."),
        ),
        Format(
            extension="csv",
            content_type="text/csv; charset=utf-8",
            write=to_csv,
            wants=Wants.DATES,
            limit=5000,
            is_download=True,
            name=_("Spreadsheet (CSV)"),
            purpose=_("Open it in a spreadsheet to plan, count or print."),
        ),
        Format(
            extension="embed",
            content_type="text/html; charset=utf-8",
            write=to_embed,
            wants=Wants.CARDS,
            limit=24,
            name=_("On your own website"),
            purpose=_("Copy this code into your page. It sets no cookies and keeps itself up to date."),
        ),
    )
}
