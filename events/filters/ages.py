"""Whom it suits by age: an event fits if its span of ages and the one asked for have an age in common."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import facets

from .plain import IndexFacet

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


class AgeFacet(IndexFacet):
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

    def __init__(self, *, index, **rest):
        self.index = index
        super().__init__(**rest)

    def parse(self, text):
        if not (text.isascii() and text.isdigit() and int(text[:4]) <= OLDEST and len(text) <= 3):
            raise ValueError(text)
        return int(text)

    def attributes(self):
        return {"min": 0, "max": OLDEST, "inputmode": "numeric"}

    def narrow(self, rows):
        if not self.chosen:
            return rows
        return rows.narrowed(self.index.for_ages(self.from_value, self.to_value))
