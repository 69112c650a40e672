"""What a file may say of an event: one column each."""

from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy

from core.choices import AttendanceMode
from core.models import Audience, Format, Organisation, Theme, Venue
from events.choices import Booking, PriceKind, WhichTime
from events.imports.cells import (
    AddressColumn,
    ChoiceColumn,
    ClockColumn,
    Column,
    CurrencyColumn,
    DatesColumn,
    DayColumn,
    LastDayColumn,
    MoneyColumn,
    NumberColumn,
    RoomColumn,
    StoryColumn,
    TermColumn,
    TermsColumn,
    ZoneColumn,
)

L = gettext_lazy
MEANT_FOR, OPEN_TO = Audience.Axis.MEANT_FOR, Audience.Axis.OPEN_TO

REFERENCE = Column("reference", L("Reference"), ("uid", "id", "external id", "ref", "event id"))
#: Columns about dates are read together: see `events.imports.reading`.
DATE_COLUMNS = (
    DayColumn("day", L("Day"), ("date", "start date", "starts on", "first day", "dtstart", "start")),
    ClockColumn("starts", L("Starts"), ("start time", "time", "from", "begins", "starts at")),
    LastDayColumn("last_day", L("Last day"), ("end date", "ends on", "until", "to date")),
    ClockColumn("ends", L("Ends"), ("end time", "finish", "to", "ends at")),
    ChoiceColumn("which_time", L("Which of the two"), ("first or second",), choices=WhichTime),
    DatesColumn("more_dates", L("More dates"), ("further dates", "other dates", "dates")),
)
FIELD_COLUMNS = (
    Column("title", L("Title"), ("name", "event", "event name", "event title"), is_required=True),
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
    ZoneColumn("timezone", L("Time zone"), ("tzid", "timezone")),
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


def guess(headings, columns=COLUMNS):
    """Which of our columns each heading most likely is: `{heading: name}`, each of ours once."""
    guessed = {}
    for exactness in (_is_called, _is_known_as):
        for heading in headings:
            free = [column for name, column in columns.items() if name not in guessed.values()]
            found = next((column.name for column in free if heading and exactness(column, heading)), None)
            if found and heading not in guessed:
                guessed[heading] = found
    return guessed


def _words(text):
    return " ".join(str(text).replace("_", " ").replace("-", " ").casefold().split())


def _is_called(column, heading):
    return _words(heading) in (_words(column.name), _words(column.label))


def _is_known_as(column, heading):
    return _words(heading) in [_words(alias) for alias in column.aliases]
