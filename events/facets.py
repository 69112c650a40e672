"""Questions about what an event is, whom it is for and where it is."""

import re
from datetime import date, timedelta

from django.utils import formats, timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core.choices import AttendanceMode
from core.dates import MONTH, YEARS, end_of_month, month_of, month_words, months_later
from core.search import facets
from events.choices import PriceKind
from events.formatting import language_words

#: Stages as spans of ages, England's key stages among them (https://www.gov.uk/national-curriculum).
STAGES = {
    "0-4": (0, 4, _("Under 5")),
    "5-7": (5, 7, _("5 to 7 (key stage 1)")),
    "7-11": (7, 11, _("7 to 11 (key stage 2)")),
    "11-14": (11, 14, _("11 to 14 (key stage 3)")),
    "14-16": (14, 16, _("14 to 16 (key stage 4)")),
    "16-18": (16, 18, _("16 to 18 (key stage 5)")),
    "18-": (18, None, _("18 and over")),
}
OLDEST = 120


class ListHeading:
    """For facets of which each answer makes a list that is a page of its own."""

    def heading(self, value):
        term = self.index.terms.get(self.name, {}).get(value)
        title = term.title(self.locale) if term else ""
        return title or gettext("What’s on: %(answer)s") % {"answer": self.offered[value]}


class FormatFacet(ListHeading, facets.TermFacet):
    name, legend = "format", _("Kind of event")


class ThemeFacet(ListHeading, facets.TermFacet):
    name, legend = "theme", _("Theme")


class AudienceFacet(ListHeading, facets.TermFacet):
    name, legend = "audience", _("Meant for")


class AgeFacet(ListHeading, facets.Facet):
    """Whom it suits by age: an event fits if its span of ages and the one asked for have an age in common."""

    name, legend = "age", _("Ages")

    def answers(self):
        return [(value, label) for value, (_low, _high, label) in STAGES.items()]

    @property
    def sets(self):
        return {value: self.index.for_ages(low, high) for value, (low, high, _label) in STAGES.items()}


class ExactAgeFacet(facets.Range):
    """A group of its own ages: a class, two cousins."""

    legend = _("Exact ages")
    names = ("age_from", "age_to")
    labels = (pgettext_lazy("youngest age", "Youngest"), pgettext_lazy("oldest age", "Oldest"))

    def parse(self, text):
        if not (text.isascii() and text.isdigit() and int(text[:4]) <= OLDEST and len(text) <= 3):
            raise ValueError(text)
        return int(text)

    def attributes(self):
        return {"min": 0, "max": OLDEST, "inputmode": "numeric"}

    def narrow(self, rows):
        return rows.narrowed(self.index.for_ages(self.from_value, self.to_value)) if self.chosen else rows


class ModeFacet(facets.Facet):
    name, legend = "mode", _("How to take part")

    def answers(self):
        return [(one.value, one.label) for one in (AttendanceMode.IN_PERSON, AttendanceMode.ONLINE)]

    def heading(self, value):
        return gettext("Online events") if value == AttendanceMode.ONLINE else gettext("Events in person")


class AreaFacet(facets.AreaFacet):
    def heading(self, value):
        return gettext("What’s on in %(town)s") % {"town": self.offered[value]}


class VenueFacet(facets.TermFacet):
    name, legend, is_by_name = "venue", _("Place"), True

    def heading(self, value):
        return gettext("What’s on at %(place)s") % {"place": self.offered[value]}


class AccessFacet(ListHeading, facets.AccessFacet):
    """What the venue offers, with the event's differences laid over."""


class PriceFacet(ListHeading, facets.Facet):
    name, legend = "price", _("Price")

    def answers(self):
        return PriceKind.choices

    def heading(self, value):
        return gettext("Free events") if value == PriceKind.FREE else super().heading(value)


class FestivalFacet(ListHeading, facets.TermFacet):
    name, legend = "festival", _("Festival")


class LanguageFacet(facets.Facet):
    name, legend = "language", _("Language spoken")

    def answers(self):
        return sorted(((code, language_words(code)) for code in self.index.values("language")), key=lambda pair: pair[1])

    def heading(self, value):
        return gettext("Events in %(language)s") % {"language": self.offered[value]}


class OpenToFacet(ListHeading, facets.TermFacet):
    name, legend = "open", _("Open to")


TODAY, WEEKEND, WEEK, THIS_MONTH = "today", "weekend", "week", "month"
#: {preset: (its words, the heading of its list)}
PRESETS = {
    TODAY: (pgettext_lazy("a day", "Today"), _("What’s on today")),
    WEEKEND: (_("This weekend"), _("What’s on this weekend")),
    WEEK: (_("Next 7 days"), _("What’s on in the next 7 days")),
    THIS_MONTH: (_("This month"), _("What’s on this month")),
}
#: Months that are offered, before this one and after it.
MONTHS = 12
#: The longest span anybody may ask for.
MOST_DAYS = 366


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
    pattern = "|".join((*PRESETS, MONTH.pattern))

    def answers(self):
        first = self.today.replace(day=1)
        months = [months_later(first, number) for number in range(-MONTHS, MONTHS + 1) if number]
        presets = [(value, words) for value, (words, _heading) in PRESETS.items()]
        return presets + [(f"{month:%Y-%m}", month_words(month)) for month in months]

    def heading(self, value):
        if value in PRESETS:
            return PRESETS[value][1]
        return gettext("What’s on in %(month)s") % {"month": self.offered[value]}

    @property
    def today(self):
        return timezone.localdate(self.now)

    def read(self, query):
        """Months further away than those on offer are understood too."""
        asked = query.get(self.name, "")
        if asked not in self.offered and (month := month_of(asked)):
            self.offered[asked] = month_words(month)
        return super().read(query)

    @property
    def sets(self):
        return {value: self.index.between(*window_of(value, self.today)) for value in self.offered}

    @property
    def window(self):
        return window_of(self.answer, self.today)

    def narrow(self, rows):
        return rows.narrowed(self.index.between(*self.window)) if self.answer else rows


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


#: What may be asked of what's on, in the order it is offered.
FACETS = (
    facets.WordsFacet, DateFacet, SpanFacet, FormatFacet, ThemeFacet, AudienceFacet, AgeFacet, ModeFacet, AreaFacet, VenueFacet,
    AccessFacet, PriceFacet, FestivalFacet, LanguageFacet, OpenToFacet, ExactAgeFacet,
)  # fmt: skip
