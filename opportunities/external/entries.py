"""What a source says, as plain entries: from feeds and from tables. Nothing is stored here."""

import io
import re
from dataclasses import dataclass, field
from datetime import date
from html import unescape

import feedparser
import nh3
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.imports.cells import AddressColumn, Column, problem_lines, read_cells
from core.imports.days import read_day, read_day_at_start
from core.imports.tables import CellError, storable
from core.uploads.apart import NotRead
from core.uploads.archives import Measure, TooMuch

#: More entries than this are not read at once.
MOST = 500
LONGEST_SUMMARY = 2000
#: Letters of markup that are looked at for it. What is behind them is not read: cleaning costs more the deeper it is nested.
LONGEST_MARKUP = 20_000
#: What is kept of an item as its feed said it.
RAW = ("id", "title", "link", "summary", "author", "published", "updated")
is_link = URLValidator(schemes=["http", "https"])
#: "Closing date: 12 October 2027", "Deadline 4pm, 12 October 2027", "closes on 2027-10-12"
CLOSES = re.compile(
    r"(?:clos(?:es|ing)(?: date)?|deadline)\b.{0,40}?(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9} \d{4})",
    re.IGNORECASE | re.DOTALL,
)


class Unreadable(NotRead):
    """Why a feed can't be understood, in words for an editor."""


@dataclass(frozen=True, kw_only=True)
class ExternalEntry:
    title: str
    link: str
    funder: str = ""
    summary: str = ""
    opens_on: date | None = None
    closes_on: date | None = None
    raw: dict = field(default_factory=dict)


def plain(text, length=LONGEST_SUMMARY):
    """Text of a feed without its markup, on one line, no longer than we keep."""
    cleaned = nh3.clean(str(text or "")[:LONGEST_MARKUP], tags=set())
    return " ".join(unescape(cleaned).replace("\0", " ").split())[:length]


def entries_of_feed(data):
    """The entries of an RSS or Atom feed, given as bytes. Raises `Unreadable`.

    Looked at by defusedxml first, which refuses entities that would grow without end or read our files.
    """
    try:
        fromstring(data)
        Measure().read([data])
    except TooMuch as error:
        raise Unreadable(_("There is far more in this file than a feed needs.")) from error
    except DefusedXmlException as error:
        raise Unreadable(_("This file contains what no feed needs and attackers use, so it was not read.")) from error
    except (ParseError, ValueError, LookupError) as error:
        raise Unreadable(_("This is not a feed: it is no well-formed XML.")) from error
    # Its own ways of cleaning text look again and again at what nobody closes; `plain` takes the markup off.
    feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not feed.version:
        raise Unreadable(_("This is XML, but neither RSS nor Atom."))
    return [entry for item in feed.entries[:MOST] if (entry := _entry_of_item(item))]


def _entry_of_item(item):
    """One item of a feed, or None if it says neither what it is nor where."""
    title, link = plain(item.get("title"), 255), str(item.get("link", "")).strip()[:500]
    summary = plain(item.get("summary"))
    try:
        is_link(link)
    except ValidationError:
        return None
    raw = {name: plain(item.get(name)) for name in RAW}
    return title and ExternalEntry(
        title=title,
        link=link,
        summary=summary,
        closes_on=closing_day(f"{title} {summary}"),
        raw={k: v for k, v in raw.items() if v},
    )


def closing_day(text):
    """The closing date that an announcement mentions, or None. A suggestion: somebody looks at it before it is published."""
    found = CLOSES.search(text)
    try:
        return found and read_day(found[1])[0]
    except CellError:
        return None


class WordsColumn(Column):
    """Words of somebody else: without markup, and no longer than we keep."""

    def read(self, cell, terms):
        return plain(cell, self.most)


class LinkColumn(AddressColumn):
    def read(self, cell, terms):
        text = str(cell)
        try:
            is_link(text)
        except ValidationError:
            raise CellError(_("“%(text)s” is not a link.") % {"text": text[:60]}) from None
        return super().read(cell, terms)


class DeadlineColumn(Column):
    """A day, which a time of day may follow."""

    @property
    def nothing(self):
        return None

    def read(self, cell, terms):
        return read_day_at_start(cell)


L = gettext_lazy
COLUMNS = {
    column.name: column
    for column in (
        WordsColumn("title", L("Title"), ("name", "call", "opportunity", "opportunity title", "scheme")),
        LinkColumn("link", L("Link"), ("url", "web address", "website", "source", "source url", "web page"), most=500),
        WordsColumn("funder", L("Funder"), ("organisation", "organization", "funding body"), most=160),
        WordsColumn("summary", L("Summary"), ("description", "about", "abstract", "notes"), most=LONGEST_SUMMARY),
        DeadlineColumn("opens_on", L("Opens"), ("opening date", "open date", "opens on", "start date")),
        DeadlineColumn("closes_on", L("Closes"), ("closing date", "deadline", "close date", "closes on", "end date")),
    )
}
NEEDED = ("title", "link")


@dataclass(frozen=True, kw_only=True)
class TableOfCalls:
    """The entries of a table, and what is wrong with the rows that are not among them."""

    entries: list
    problems: list

    @property
    def has_changes(self):
        return bool(self.entries)


def entries_of_table(table, columns):
    """What a table says, `columns` being {heading: name}. Rows with something wrong are left out, and told."""
    entries, wrong = [], []
    for number, cells in table.named_rows(columns):
        values, problems = read_cells(cells, COLUMNS)
        if not values.get("title"):
            problems.setdefault("title", _("there is no title."))
        if not values.get("link"):
            problems.setdefault("link", _("“%(text)s” is not a link.") % {"text": ""})
        opens_on, closes_on = values.get("opens_on"), values.get("closes_on")
        if opens_on and closes_on and closes_on < opens_on:
            problems["closes_on"] = _("it closes before it opens.")
        if problems:
            wrong.append((number, problems))
        else:
            entries.append(ExternalEntry(**values, raw={name: str(storable(cell)) for name, cell in cells.items()}))
    return TableOfCalls(entries=entries, problems=list(problem_lines(wrong, COLUMNS)))
