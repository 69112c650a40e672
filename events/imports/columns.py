"""What a file may say of an event: one column each, dates and stories as people and our own export write them among them."""

import re
from dataclasses import replace

from bs4 import BeautifulSoup
from django.core.validators import EmailValidator
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.rich_text import RichText

from core.choices import AttendanceMode
from core.imports.cells import (
    AddressColumn,
    ChoiceColumn,
    ClockColumn,
    Column,
    CurrencyColumn,
    DayColumn,
    MoneyColumn,
    NumberColumn,
    RoomColumn,
    TermColumn,
    TermsColumn,
    ZoneColumn,
    guess,
    plain,
)
from core.imports.days import LONGEST, no_date, read_clock, read_day
from core.imports.tables import CellError
from core.models import Audience, Format, Organisation, Theme, Venue
from core.timezones import is_ambiguous
from events.choices import Booking, Precision, PriceKind, WhichTime
from events.models import SavedMapping
from events.services.spans import DateValue

TO = re.compile(r"\s+(?:to|until|till|-)\s+|\s*[–—]\s*|(?<=[:.]\d\d)-(?=\d{1,2}[:.]\d\d)", re.I)
#: After a date: which of two times is meant that clocks show alike.
WHICH = re.compile(r"\s*\((first|second)\)$", re.I)


def read_dates(value):
    """Many dates, one a line or parted by semicolons."""
    lines = [line.strip() for line in re.split(r"[;\n]", str(value)) if line.strip()]
    return [read_date(line) for line in lines]


def read_date(line):
    if len(line) > LONGEST:
        raise no_date(line)
    if match := WHICH.search(line):
        return replace(read_date(line[: match.start()]), which_time=match[1].lower())
    first, *rest = TO.split(line, maxsplit=1)
    start_date, start_time, precision = _moment(first)
    if not rest:
        return DateValue(start_date, start_time, precision=precision)
    if start_time and (clock := _clock_or_none(rest[0])):
        return DateValue(start_date, start_time, None, clock)
    end_date, end_time, _precision = _moment(rest[0])
    return DateValue(start_date, start_time, end_date if end_date != start_date else None, end_time, precision)


def _moment(text):
    text = re.sub(r"(?<=\d)T(?=\d)", " ", text.strip())
    day, _space, clock = text.rpartition(" ")
    if day and (found := _clock_or_none(clock)):
        start_date, is_month = read_day(day.rstrip(","))
        return start_date, found, _precision(is_month)
    start_date, is_month = read_day(text)
    return start_date, None, _precision(is_month)


def _precision(is_month):
    return Precision.MONTH if is_month else Precision.DAY


def _clock_or_none(text):
    """A time with no day before it."""
    try:
        return None if re.match(r"\d{4}-", text) else read_clock(text)
    except CellError:
        return None


def show_dates(dates):
    return "; ".join(show_date(one) for one in dates)


def show_date(one):
    if one.precision == Precision.MONTH:
        return f"{one.start_date:%Y-%m}"
    start = f"{one.start_date:%Y-%m-%d}" + (f" {one.start_time:%H:%M}" if one.start_time else "")
    end = " ".join(filter(None, [one.end_date and f"{one.end_date:%Y-%m-%d}", one.end_time and f"{one.end_time:%H:%M}"]))
    which = f" ({one.which_time})" if one.which_time else ""
    return (f"{start} to {end}" if end else start) + which


class DatesColumn(Column):
    def read(self, cell, terms):
        if isinstance(cell, str):
            return read_dates(cell)
        plain(cell)
        day, is_month = read_day(cell)
        return [DateValue(day, precision=_precision(is_month))]

    def show(self, value):
        return show_dates(value)


def shows_twice(one, zone):
    pairs = ((one.start_date, one.start_time), (one.end_date or one.start_date, one.end_time))
    return any(clock and is_ambiguous(day, clock, zone) for day, clock in pairs)


def meant_by(start, end):
    """Which of two times is meant by moments of a calendar, which know it."""
    for moment in (start, end):
        if moment is not None and moment.tzinfo and is_ambiguous(moment.date(), moment.time(), moment.tzinfo.key):
            return WhichTime.SECOND if moment.fold else WhichTime.FIRST
    return ""


PLAIN_TAGS = {"p", "br", "html", "body"}


def normal(text):
    """Paragraphs parted by an empty line, without other space."""
    paragraphs = (" ".join(part.split()) for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n")))
    return "\n\n".join(part for part in paragraphs if part)


def text_of(story):
    parts = []
    for block in story:
        if block.block_type == "text":
            soup = BeautifulSoup(block.value.source, "html.parser")
            tags = soup.find_all(["p", "li"]) or [soup]
            parts += [tag.get_text(" ") for tag in tags]
    return normal("\n\n".join(parts))


def is_plain(story):
    """Whether nothing is lost by writing it anew from its text."""
    return all(block.block_type == "text" and {tag.name for tag in _tags(block)} <= PLAIN_TAGS for block in story)


def _tags(block):
    return BeautifulSoup(block.value.source, "html.parser").find_all(True)


def story_of(text):
    if not text:
        return []
    html = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in text.split("\n\n"))
    return [("text", RichText(html))]


class StoryColumn(Column):
    def read(self, cell, terms):
        return normal(plain(cell))

    def get(self, page):
        return text_of(page.story)

    def set(self, page, value):
        if not is_plain(page.story):
            raise CellError(_("The story on this page has more than plain text. Change it there."))
        page.story = story_of(value)


L = gettext_lazy
MEANT_FOR, OPEN_TO = Audience.Axis.MEANT_FOR, Audience.Axis.OPEN_TO
REFERENCE = Column("reference", L("Reference"), ("uid", "id", "external id", "ref", "event id"))
#: Columns about dates are read together: see `events.imports.pages`.
DATE_COLUMNS = (
    DatesColumn("day", L("Day"), ("date", "start date", "starts on", "first day", "dtstart", "start")),
    ClockColumn("starts", L("Starts"), ("start time", "time", "from", "begins", "starts at")),
    DayColumn("last_day", L("Last day"), ("end date", "ends on", "until", "to date"), takes_months=True),
    ClockColumn("ends", L("Ends"), ("end time", "finish", "to", "ends at")),
    ChoiceColumn("which_time", L("Which of the two"), ("first or second",), choices=WhichTime),
    DatesColumn("more_dates", L("More dates"), ("further dates", "other dates", "dates")),
)
FIELD_COLUMNS = (
    Column("title", L("Title"), ("name", "event", "event name", "event title")),
    Column("summary", L("Summary"), ("teaser", "short description", "standfirst", "intro"), most=300),
    StoryColumn("story", L("Story"), ("description", "text", "body", "details", "long description")),
    TermColumn("format", L("Format"), ("type", "kind", "event type"), model=Format),
    TermsColumn("themes", L("Themes"), ("theme", "topic", "topics", "categories", "tags", "subject"), model=Theme),
    TermsColumn("meant_for", L("Meant for"), ("audience", "audiences", "for"), model=Audience, axis=MEANT_FOR),
    TermsColumn("open_to", L("Open to"), ("who can come",), model=Audience, axis=OPEN_TO),
    ChoiceColumn("attendance_mode", L("How people take part"), ("attendance", "mode"), choices=AttendanceMode),
    TermColumn("venue", L("Venue"), ("location", "place", "where", "building"), model=Venue),
    RoomColumn("room", L("Room"), ("space", "hall")),
    AddressColumn("online_url", L("Online link"), ("online", "webinar link", "stream")),
    ZoneColumn("timezone", L("Time zone"), ("tzid", "timezone"), most=64),
    NumberColumn("age_from", L("Youngest age"), ("minimum age", "age from", "ages from"), default=0),
    NumberColumn("age_to", L("Oldest age"), ("maximum age", "age to", "ages to")),
    Column("supervision", L("Supervision"), most=160),
    ChoiceColumn("price", L("Price"), ("cost",), choices=PriceKind),
    MoneyColumn("price_from", L("Price from"), ("lowest price", "price from (£)")),
    MoneyColumn("price_to", L("Price to"), ("highest price", "price to (£)")),
    CurrencyColumn("currency", L("Currency")),
    ChoiceColumn("booking", L("Booking"), (), choices=Booking),
    AddressColumn("booking_url", L("Booking link"), ("tickets", "book", "ticket link", "booking url")),
    Column("event_languages", L("Languages spoken"), ("language", "languages"), most=80),
    TermsColumn("partners", L("Partners"), ("partner", "with"), model=Organisation),
    Column("contact_name", L("Contact"), ("contact name", "organiser"), most=120),
    AddressColumn("contact_email", L("Contact e-mail"), ("email", "e-mail", "contact email"), check=EmailValidator, most=254),
)
COLUMNS = {column.name: column for column in (REFERENCE, FIELD_COLUMNS[0], *DATE_COLUMNS, *FIELD_COLUMNS[1:])}
#: All of a row's dates, read together.
DATES = "dates"
DATE_NAMES = {column.name for column in DATE_COLUMNS}
#: Where on our columns an error of a date belongs.
DATE_FIELDS = {"start_date": "day", "start_time": "starts", "end_date": "last_day", "end_time": "ends"}
#: What people count on once it is published: a change of it is announced with its reason.
ANNOUNCED = {DATES, "timezone", "venue", "room", "attendance_mode"}


def guess_columns(headings, known=COLUMNS):
    """As a saved mapping to known columns has it if one knows these very headings, else by their names."""
    for saved in SavedMapping.objects.all():
        columns = {heading: name for heading, name in saved.columns.items() if name}
        if set(saved.columns) == {heading for heading in headings if heading} and known.keys() >= set(columns.values()):
            return columns
    return guess(headings, known)


def save_mapping(name, columns):
    """Keep which heading is what for the next file with the same ones."""
    SavedMapping.objects.update_or_create(name=name, defaults={"columns": columns})
