"""The formats a list can be had in: what each is called, what it is for, who writes it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from .calendars import to_ics
from .feeds import to_atom, to_rss
from .fields import to_json
from .spreadsheets import to_csv


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
