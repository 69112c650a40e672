"""What a file may say of an event: one column each."""

from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy

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
)
from core.imports.columns import guess
from core.models import Audience, Format, Organisation, Theme, Venue
from events.choices import Booking, PriceKind, WhichTime
from events.imports.dates import DatesColumn
from events.imports.stories import StoryColumn
from events.models import SavedMapping

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
