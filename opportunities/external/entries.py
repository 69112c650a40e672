"""What a source says, as plain entries: from feeds and from tables. Nothing is stored here."""

import csv
import io
import re
from dataclasses import asdict, dataclass, field
from datetime import date
from html import unescape
from itertools import islice

import feedparser
import nh3
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.uploads.apart import NotRead
from core.uploads.markup import Measure, TooMuch

#: More entries than this are not read at once.
MOST = 500
LONGEST_SUMMARY = 2000
#: Letters of markup that are looked at for it. What is behind them is not read: cleaning costs more the deeper it is nested.
LONGEST_MARKUP = 20_000
#: Columns of a table.
MOST_COLUMNS = 100
#: What is kept of an item as its feed said it.
RAW = ("id", "title", "link", "summary", "author", "published", "updated")
is_link = URLValidator(schemes=["http", "https"])


class Unreadable(NotRead):
    """Why a source can't be understood, in words for an editor; `rows` has one sentence for each row that is wrong."""

    def __init__(self, words, rows=()):
        super().__init__(words)
        self.words, self.rows = words, list(rows)


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
    raw = {name: plain(item.get(name)) for name in ("id", "title", "link", "summary", "author", "published", "updated")}
    return title and ExternalEntry(
        title=title,
        link=link,
        summary=summary,
        closes_on=closing_day(f"{title} {summary}"),
        raw={k: v for k, v in raw.items() if v},
    )


#: What a table may say: name → (label, headings it is known by).
COLUMNS = {
    "title": (gettext_lazy("Title"), ("title", "name", "call", "opportunity", "opportunity title", "scheme")),
    "link": (gettext_lazy("Link"), ("link", "url", "web address", "website", "source", "source url", "web page")),
    "funder": (gettext_lazy("Funder"), ("funder", "organisation", "organization", "funding body")),
    "summary": (gettext_lazy("Summary"), ("summary", "description", "about", "abstract", "notes")),
    "opens_on": (gettext_lazy("Opens"), ("opens", "opening date", "open date", "opens on", "start date")),
    "closes_on": (gettext_lazy("Closes"), ("closes", "closing date", "deadline", "close date", "closes on", "end date")),
}
NEEDED = ("title", "link")


@dataclass
class Table:
    """A table as it was uploaded."""

    headings: list
    rows: list

    def guess(self):
        """{what we need: the heading that seems to say it}"""
        known = {heading.strip().casefold(): heading for heading in self.headings}
        return {name: next((known[word] for word in words if word in known), "") for name, (_label, words) in COLUMNS.items()}


def text_of(data):
    """What a text file says. Raises `Unreadable`."""
    for encoding in ("utf-8-sig", "utf-16") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Unreadable(_("This is not a text file. Save your table as CSV and try again."))


def read_upload(content, _name):
    """A table of calls as it is kept: what the worker does."""
    return asdict(read_table(text_of(content)))


def read_table(text):
    """A CSV as headings and rows. Raises `Unreadable`."""
    text = text.removeprefix("\ufeff")
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    lines = (row for row in csv.reader(io.StringIO(text), delimiter=delimiter, strict=True) if any(map(str.strip, row)))
    try:
        rows = list(islice(lines, MOST + 2))
    except csv.Error as error:
        raise Unreadable(_("This is not a table: a quotation mark is never closed, or a cell is too long.")) from error
    if len(rows) < 2:
        raise Unreadable(_("The table needs a row of headings and at least one row below it."))
    if len(rows) > MOST + 1:
        raise Unreadable(_("The table has more than %(most)d rows. Please split it.") % {"most": MOST})
    if max(map(len, rows)) > MOST_COLUMNS:
        raise Unreadable(_("The table has more than %(most)d columns.") % {"most": MOST_COLUMNS})
    headings = [heading.strip() or str(number) for number, heading in enumerate(rows[0], start=1)]
    if len(set(headings)) < len(headings):
        raise Unreadable(_("Two columns have the same heading. Give each its own."))
    return Table(headings, rows[1:])


def entries_of_table(table, columns):
    """The entries of a table; `columns` says which heading is what. Raises `Unreadable`, with a sentence for each wrong row."""
    missing = [str(COLUMNS[name][0]) for name in NEEDED if columns.get(name) not in table.headings]
    if missing:
        raise Unreadable(
            _("Say which column has: %(missing)s. The table has these columns: %(columns)s.")
            % {"missing": ", ".join(missing), "columns": ", ".join(table.headings)}
        )
    places = {name: table.headings.index(heading) for name, heading in columns.items() if heading in table.headings}
    entries, wrong = [], []
    for number, row in enumerate(table.rows, start=2):
        cells = {name: row[place].replace("\0", " ").strip() if place < len(row) else "" for name, place in places.items()}
        try:
            entries.append(_entry_of_cells(cells))
        except ValueError as error:
            wrong.append(_("Row %(number)d: %(problem)s") % {"number": number, "problem": error})
    if wrong:
        raise Unreadable(_("Some rows can't be understood, so nothing was imported."), wrong)
    return entries


def _entry_of_cells(cells):
    """One row. Raises ValueError with the words for what is wrong."""
    title, link = plain(cells["title"], 255), cells["link"]
    if not title:
        raise ValueError(_("there is no title."))
    try:
        is_link(link)
    except ValidationError:
        raise ValueError(_("“%(text)s” is not a link.") % {"text": link[:60]}) from None
    if len(link) > 500:
        raise ValueError(_("the link is too long."))
    opens_on, closes_on = (_day(cells.get(name, "")) for name in ("opens_on", "closes_on"))
    if opens_on and closes_on and closes_on < opens_on:
        raise ValueError(_("it closes before it opens."))
    return ExternalEntry(
        title=title,
        link=link,
        funder=plain(cells.get("funder"), 160),
        summary=plain(cells.get("summary")),
        opens_on=opens_on,
        closes_on=closes_on,
        raw=cells,
    )


def _day(text):
    if not text:
        return None
    try:
        return read_day(text)
    except ValueError:
        raise ValueError(
            _("“%(text)s” is not a day. Write it as 2027-10-12 or 12 October 2027.") % {"text": text[:60]}
        ) from None


MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[T ].*)?")
NUMBERS = re.compile(r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4})(?: .*)?")
WORDS = re.compile(
    r"(?:[a-z]+,? )?(?P<day>\d{1,2})(?:st|nd|rd|th)? (?P<month>[a-z]{3,9})\.?,? (?P<year>\d{4})(?:[, ].*)?", re.IGNORECASE
)
AMERICAN = re.compile(r"(?P<month>[a-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})(?:[, ].*)?", re.IGNORECASE)
#: "Closing date: 12 October 2027", "Deadline 4pm, 12 October 2027", "closes on 2027-10-12"
CLOSES = re.compile(
    r"(?:clos(?:es|ing)(?: date)?|deadline)\b.{0,40}?(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9} \d{4})",
    re.IGNORECASE | re.DOTALL,
)


def read_day(text):
    """The day a text names. Raises ValueError if it names none. Numbers with strokes are read as day/month/year."""
    text = " ".join(str(text).split())[:60]
    for pattern in (ISO, NUMBERS, WORDS, AMERICAN):
        if found := pattern.fullmatch(text):
            return date(int(found["year"]), _month(found["month"]), int(found["day"]))
    raise ValueError(f"{text!r} is not a day")


def _month(text):
    if text.isdigit():
        return int(text)
    for number, name in enumerate(MONTHS, start=1):
        if name.startswith(text.lower()):
            return number
    raise ValueError(text)


def closing_day(text):
    """The closing date that an announcement mentions, or None. A suggestion: somebody looks at it before it is published."""
    found = CLOSES.search(text)
    try:
        return found and read_day(found[1])
    except ValueError:
        return None
