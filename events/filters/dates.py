"""When it is: a window of days at the venue that one of the event's dates must touch."""

import calendar
import re
from contextlib import suppress
from datetime import date, timedelta

from django.utils import formats, timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core.search import facets

TODAY, WEEKEND, WEEK, THIS_MONTH = "today", "weekend", "week", "month"
#: Months that are offered, before this one and after it.
MONTHS = 12
#: The longest span anybody may ask for.
MOST_DAYS = 366
#: Years that events may be in.
YEARS = range(1900, 2200)
MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


def month_of(text):
    """The first day of "2027-03"; ValueError for anything else, and for years nobody plans for."""
    found = MONTH.fullmatch(text)
    if not found or int(found[1]) not in YEARS:
        raise ValueError(text)
    return date(int(found[1]), int(found[2]), 1)


def end_of_month(day):
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def months_later(first, number):
    months = first.year * 12 + first.month - 1 + number
    return date(months // 12, months % 12 + 1, 1)


def window_of(value, today):
    """(first day, last day) of a preset or of a month such as "2027-03"."""
    if value == TODAY:
        return today, today
    if value == WEEKEND:
        # On a Sunday, what is left of it.
        saturday = today + timedelta(days=(5 - today.weekday()) % 7) if today.weekday() != 6 else today
        return saturday, saturday + timedelta(days=6 - saturday.weekday())
    if value == WEEK:
        return today, today + timedelta(days=6)
    first = today.replace(day=1) if value == THIS_MONTH else month_of(value)
    return first, end_of_month(first)


class DateFacet(facets.OneOf):
    name, legend, any_label = "date", _("When"), _("Any time")
    pattern = "|".join((TODAY, WEEKEND, WEEK, THIS_MONTH, MONTH.pattern))

    def answers(self):
        first = self.today.replace(day=1)
        months = [months_later(first, number) for number in range(-MONTHS, MONTHS + 1) if number]
        return [
            (TODAY, pgettext_lazy("a day", "Today")),
            (WEEKEND, _("This weekend")),
            (WEEK, _("Next 7 days")),
            (THIS_MONTH, _("This month")),
            *((f"{month:%Y-%m}", month_words(month)) for month in months),
        ]

    def heading(self, value):
        presets = {
            TODAY: gettext("What’s on today"),
            WEEKEND: gettext("What’s on this weekend"),
            WEEK: gettext("What’s on in the next 7 days"),
            THIS_MONTH: gettext("What’s on this month"),
        }
        return presets.get(value) or gettext("What’s on in %(month)s") % {"month": self.offered[value]}

    @property
    def today(self):
        return timezone.localdate(self.now)

    def read(self, query):
        """Months further away than those on offer are understood too."""
        asked = query.get(self.name, "")
        if asked and asked not in self.offered:
            with suppress(ValueError):
                self.offered[asked] = month_words(month_of(asked))
        return super().read(query)

    @property
    def sets(self):
        return {value: self.index.between(*window_of(value, self.today)) for value in self.offered}

    @property
    def window(self):
        return window_of(self.answer, self.today)

    def narrow(self, rows):
        return rows.narrowed(self.index.between(*self.window)) if self.answer else rows


def month_words(first):
    return formats.date_format(first, "YEAR_MONTH_FORMAT")


class SpanFacet(facets.Range):
    """From one day to another. With one end left open it is a year."""

    legend = _("From one day to another")
    labels = (pgettext_lazy("first day", "From"), pgettext_lazy("last day", "To"))
    input_type = "date"

    def parse(self, text):
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) or int(text[:4]) not in YEARS:
            raise ValueError(text)
        return date.fromisoformat(text)

    def shown(self, value):
        return formats.date_format(value, gettext("j F Y"))

    def check(self):
        super().check()
        if self.from_value and self.to_value and (self.to_value - self.from_value).days >= MOST_DAYS:
            raise ValueError(gettext("%(span)s (at most %(days)d days)") % {"span": self.written(), "days": MOST_DAYS})

    @property
    def window(self):
        year = timedelta(days=MOST_DAYS - 1)
        return self.from_value or self.to_value - year, self.to_value or self.from_value + year

    def narrow(self, rows):
        return rows.narrowed(self.index.between(*self.window)) if self.chosen else rows
