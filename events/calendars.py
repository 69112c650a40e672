"""Links that put one date into a calendar on the web. They are only followed if the reader presses them."""

from datetime import UTC, timedelta
from urllib.parse import quote, urlencode

from core.lines import printable
from core.timezones import on_clocks

GOOGLE = "https://calendar.google.com/calendar/render"
OUTLOOK = "https://outlook.live.com/calendar/0/deeplink/compose"
OFFICE = "https://outlook.office.com/calendar/0/deeplink/compose"
#: Addresses that browsers and calendars still take; what is longer is cut, the entry's own address comes last.
MOST_WORDS = 1000


def google_url(entry):
    """Google Calendar's form with one entry filled in; "" for what has no day."""
    if not _has_day(entry):
        return ""
    return f"{GOOGLE}?" + _query(
        action="TEMPLATE",
        text=entry.headline,
        dates="/".join(_compact(at) for at in (_span(entry) if entry.is_all_day else on_clocks(*_span(entry)))),
        ctz="" if entry.is_all_day else entry.timezone,
        details=_details(entry),
        location=_location(entry),
    )


def outlook_url(entry, *, base=OUTLOOK):
    """Outlook's form with one entry filled in, for personal accounts; "" for what has no day."""
    if not _has_day(entry):
        return ""
    starts, ends = _span(entry)
    return f"{base}?" + _query(
        path="/calendar/action/compose",
        rru="addevent",
        subject=entry.headline,
        startdt=starts.isoformat(),
        enddt=ends.isoformat(),
        allday="true" if entry.is_all_day else "",
        body=_details(entry),
        location=_location(entry),
    )


def office_url(entry):
    """The same for accounts at work, a school or a university."""
    return outlook_url(entry, base=OFFICE)


def _has_day(entry):
    return entry.starts_at is not None and entry.has_day


def _span(entry):
    """From when to when as calendars want it: of whole days the day after the last one."""
    starts, ends = entry.starts, entry.ends or entry.starts
    return (starts, ends + timedelta(days=1)) if entry.is_all_day else (starts, ends)


def _compact(at):
    if not hasattr(at, "hour"):
        return f"{at:%Y%m%d}"
    return f"{at:%Y%m%dT%H%M%S}{'Z' if at.tzinfo is UTC else ''}"


def _details(entry):
    words = "\n\n".join(filter(None, (entry.notice_words, entry.summary)))[:MOST_WORDS]
    return printable("\n\n".join(filter(None, (words, entry.url))))


def _location(entry):
    return entry.place.line if entry.place else entry.online_url or entry.where


def _query(**values):
    return urlencode({name: value for name, value in values.items() if value}, quote_via=quote)
