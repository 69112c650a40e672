"""The sixty events, with their dates counted from the day of loading."""

from datetime import time
from decimal import Decimal

from django.utils import timezone
from django.utils.text import capfirst

from core.choices import AttendanceMode
from events.choices import Basis, Status
from events.models import EventAccess, EventDate, EventPage, EventPerson, ProgrammeItem
from events.services import announce_change
from home.demo.schedules import dates_of
from home.demo.stories import story
from home.demo.texts import all_events, lasting_id

PLAIN = (
    "age_from", "age_to", "supervision", "price", "price_from", "price_to", "booking", "booking_url", "online_url",
    "attendance_mode", "event_languages", "contact_name", "contact_email", "timezone",
)  # fmt: skip
STORIES = ("how_to_take_part", "content_notes", "record")
HOURS = {"staff": "staff_hours", "volunteers": "volunteer_hours"}
STATUSES = {
    "cancelled": Status.CANCELLED,
    "postponed": Status.POSTPONED,
    "moved-online": Status.MOVED_ONLINE,
    "rescheduled": Status.RESCHEDULED,
}


def load_events(pages, terms, *, now):
    """Publish every event that was never loaded, then announce what changed about some of them."""
    parent = pages.get("whats-on")
    rows = [row for row in all_events() if parent and pages.memory.fresh(f"page:{row['key']}")]
    for row in rows:
        pages.place(row["key"], EventPage(title=row["title"], slug=row["key"]), pages.get(row.get("festival")) or parent)
    for row in rows:
        page = pages.fill(pages.get(row["key"]), row)
        _fill_facts(page, row, terms)
        status = row.get("status")
        phrases = [status["was"]] if status and "was" in status else row["dates"]
        _set_dates(page, phrases, row["key"], now=now)
        pages.publish(page)
        if status:
            _announce(pages, page, row, now=now)
    return len(rows)


def _fill_facts(page, row, terms):
    page.format = terms.get("format", row["format"])
    page.venue = terms.get("venue", row.get("venue"))
    page.room = page.venue and page.venue.rooms.filter(name=row.get("room")).first()
    for name in PLAIN:
        if name in row:
            setattr(page, name, row[name])
    page.event_languages = row.get("event_languages", "en")
    if page.attendance_mode == AttendanceMode.ONLINE:
        page.venue = page.room = None
    page.themes = terms.all("theme", row["themes"])
    page.meant_for = terms.all("audience", row["meant_for"])
    page.open_to = terms.all("audience", row.get("open_to", ["public"]))
    page.partners = terms.all("organisation", row.get("partners", []))
    page.access = [_access(line, order, terms) for order, line in enumerate(row.get("access", []))]
    page.contact_name = page.contact_name or "The public engagement team"
    page.contact_email = page.contact_email or "hello@caldermouth.example"
    for name in STORIES:
        if name in row:
            setattr(page, name, story(row[name]))
    page.people = [_person(line, order, row["key"]) for order, line in enumerate(row.get("people", []))]
    page.programme = [_item(line, order, row["key"]) for order, line in enumerate(row.get("programme", []))]
    _fill_numbers(page, row.get("numbers", {}))


def _person(line, order, key):
    name, role, affiliation = (part.strip() for part in line.split("|"))
    return EventPerson(
        name=name, role=role, affiliation=affiliation, sort_order=order, translation_key=lasting_id(f"{key}:person:{order}")
    )


def _item(line, order, key):
    when, title, text = (part.strip() for part in line.split("|"))
    starts, _dash, ends = when.partition("-")
    return ProgrammeItem(
        starts=time.fromisoformat(starts),
        ends=time.fromisoformat(ends) if ends else None,
        title=title,
        text=text,
        sort_order=order,
        translation_key=lasting_id(f"{key}:programme:{order}"),
    )


def _fill_numbers(page, numbers):
    """How many came and how long it took, as the team counted or guessed."""
    for name in ("free", "paid", "online"):
        if name in numbers:
            setattr(page, f"attended_{name}", numbers[name])
            is_guess = name in numbers.get("estimated", [])
            setattr(page, f"attended_{name}_basis", Basis.ESTIMATED if is_guess else Basis.COUNTED)
    for name in ("staff", "volunteers"):
        if name in numbers:
            setattr(page, HOURS[name], Decimal(numbers[name]))


def _access(line, order, terms):
    slug, answer, *notes = (part.strip() for part in line.split("|"))
    note = capfirst(next(iter(notes), ""))
    return EventAccess(feature=terms.get("access", slug), answer=answer, note=note, sort_order=order)


def _set_dates(page, phrases, key, *, now):
    today = timezone.localdate(now)
    page.dates = [
        EventDate(uid=lasting_id(f"{key}:{order}"), sort_order=order, **vars(written))
        for order, written in enumerate(dates_of(phrases, today=today))
    ]


def _announce(pages, page, row, *, now):
    """Say what changed the way an editor would: a new date is published with the reason for it."""
    status = STATUSES[row["status"]["kind"]]
    if "was" in row["status"]:
        _set_dates(page, row["dates"], row["key"], now=now)
        page.change_reason, page.change_reason_id = row["status"]["reason"], lasting_id(f"{row['key']}:change")
        pages.publish(page)
        return
    page.refresh_from_db()
    dates = page.facts.occurrences.filter(ends_at__gt=now).order_by("starts_at")
    # One date of many, counted among those still to come, or all of them.
    occurrence = dates[row["status"]["date"] - 1] if "date" in row["status"] else None
    announce_change(facts=page.facts, status=status, reason=row["status"]["reason"], now=now, occurrence=occurrence)
