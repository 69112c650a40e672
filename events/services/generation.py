"""Many dates from a pattern: plain rows that can then be changed one by one. No rule is kept."""

from datetime import date, datetime, time

from dateutil.rrule import MONTHLY, WEEKLY, rrule
from dateutil.rrule import weekday as nth_weekday
from django.db import models
from django.utils.translation import gettext_lazy as _

#: As many dates as one event may have.
MOST = 366


class Pattern(models.TextChoices):
    WEEKLY = "weekly", _("Every week")
    FORTNIGHTLY = "fortnightly", _("Every two weeks")
    MONTHLY_DAY = "monthly-day", _("Every month on the same day, such as the 18th")
    MONTHLY_WEEKDAY = "monthly-weekday", _("Every month on the same weekday, such as the third Thursday")
    MONTHLY_LAST = "monthly-last", _("Every month on the last such weekday, such as the last Thursday")
    CHOSEN = "chosen", _("On days that I choose")


def generate_days(*, first, pattern, until=None, count=None, skip=()):
    """Days from `first` on, up to and including `until`, else `count` of them, without those in `skip`.

    A month without such a day (the 31st, a fifth Thursday) is left out rather than moved. Skipped days count towards
    `count`, so that ten weeks stay ten weeks. Never more than `MOST`. Raises ValueError where neither end is given.
    """
    if until is None and count is None:
        raise ValueError("Say until when, or how many.")
    if until is not None and until < first:
        return []
    rule = {"dtstart": datetime.combine(first, time.min), "until": until and datetime.combine(until, time.min)}
    if until is None:
        rule["count"] = min(count, MOST)
    if pattern == Pattern.WEEKLY:
        days = rrule(WEEKLY, **rule)
    elif pattern == Pattern.FORTNIGHTLY:
        days = rrule(WEEKLY, interval=2, **rule)
    elif pattern == Pattern.MONTHLY_DAY:
        days = rrule(MONTHLY, bymonthday=first.day, **rule)
    elif pattern == Pattern.MONTHLY_LAST:
        days = rrule(MONTHLY, byweekday=nth_weekday(first.weekday(), -1), **rule)
    else:
        days = rrule(MONTHLY, byweekday=nth_weekday(first.weekday(), (first.day - 1) // 7 + 1), **rule)
    return _bounded(days, skip=set(skip))


def _bounded(days, *, skip):
    found = []
    for moment in days:
        if len(found) == MOST:
            break
        day = date(moment.year, moment.month, moment.day)
        if day not in skip:
            found.append(day)
    return found
