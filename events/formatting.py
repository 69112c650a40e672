"""When and where an event is, whom it suits and how many came, in the reader's words."""

from datetime import timedelta

from django.conf import settings
from django.utils import formats
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _

from core.choices import AttendanceMode
from core.dates import city_of, clock_words, day_words, days_words, hours_words, local
from events.choices import Precision


def last_day_of(occurrence):
    """The last day in the event's zone that belongs to the occurrence: a midnight end belongs to the day before."""
    return (local(occurrence.ends_at, occurrence.timezone) - timedelta(microseconds=1)).date()


def until_day(occurrence, *, now):
    """The last day of what is on and began on a day before this one: late-comers ask how long it lasts. Else None."""
    if not occurrence.is_on(now=now) or occurrence.precision != Precision.DAY:
        return None
    last, today = last_day_of(occurrence), local(now, occurrence.timezone).date()
    return last if local(occurrence.starts_at, occurrence.timezone).date() < today <= last else None


def date_words(occurrence):
    """The day or days: "Thursday 18 March 2027", "Thursday 18 March 2027 to Sunday 21 March 2027", "July 2015"."""
    first = local(occurrence.starts_at, occurrence.timezone).date()
    last = last_day_of(occurrence)
    if occurrence.precision == Precision.MONTH:
        months = [formats.date_format(day, "F Y") for day in (first, last)]
        return months[0] if months[0] == months[1] else _("%(first)s to %(last)s") % {"first": months[0], "last": months[1]}
    ends_in_the_small_hours = occurrence.has_known_end and local(occurrence.ends_at, occurrence.timezone).hour < 6
    if not occurrence.is_all_day and (last - first).days <= 1 and ends_in_the_small_hours:
        return day_words(first)
    return days_words(first, last)


def time_words(occurrence):
    """The hours on the clock at the venue: "6pm to 7:30pm", empty if it is all day or only the month is known."""
    if occurrence.is_all_day:
        return ""
    starts = local(occurrence.starts_at, occurrence.timezone)
    zone = ""
    if occurrence.timezone != settings.TIME_ZONE:
        zone = f" ({city_of(occurrence.timezone)})"
    if not occurrence.has_known_end:
        return _("from %(start)s") % {"start": clock_words(starts)} + zone
    return hours_words(starts, local(occurrence.ends_at, occurrence.timezone)) + zone


def when_words(occurrence):
    return _(", ").join(filter(None, (date_words(occurrence), time_words(occurrence))))


def where_words(row, venue):
    """The venue's name, or that it is online, or both."""
    online = _("Online") if row.attendance_mode != AttendanceMode.IN_PERSON else ""
    place = venue.name if venue and row.attendance_mode != AttendanceMode.ONLINE else ""
    return _("%(place)s and online") % {"place": place} if place and online else place or online


def more_dates_words(count):
    return ngettext("and %(count)d more date", "and %(count)d more dates", count) % {"count": count}


def age_words(facts):
    """Whom it suits by age: "All ages", "Ages 8 and over", "Ages 5 to 11"."""
    if not facts.age_from and facts.age_to is None:
        return _("All ages")
    if facts.age_to is None:
        return _("Ages %(age)d and over") % {"age": facts.age_from}
    if not facts.age_from:
        return _("Ages up to %(age)d") % {"age": facts.age_to}
    return _("Ages %(low)d to %(high)d") % {"low": facts.age_from, "high": facts.age_to}


def attendance_words(facts):
    """How many took part: "412 people came", "About 400 people came, 95 of them online". Empty if nobody knows."""
    total, online = facts.attended, facts.attended_online
    if not total:
        return ""
    number = formats.number_format(total, 0, force_grouping=True)
    if facts.is_estimated:
        words = ngettext("About %(number)s person came", "About %(number)s people came", total) % {"number": number}
    else:
        words = ngettext("%(number)s person came", "%(number)s people came", total) % {"number": number}
    if not online:
        return words
    if online == total:
        return ngettext("%(number)s person took part online", "%(number)s people took part online", total) % {"number": number}
    online = formats.number_format(online, 0, force_grouping=True)
    return _("%(people)s, %(online)s of them online") % {"people": words, "online": online}


def language_words(code):
    """A language by its name in the reader's; one that nobody knows by its code."""
    # Django has no name for sign languages (ISO 639-3).
    if code == "bfi":
        return _("British Sign Language")
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code
