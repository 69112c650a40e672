"""One engine for every list that people narrow down: what the query string asks for, and what each answer would find.

A list has `Filters`, which are made of `Facet`s. A facet asks one question and knows how to narrow whatever the list is made of
(`rows`: a queryset, or a selection from an index; all it needs is `count()`).
"""

from .facet import Facet, OneOf, Option, Question
from .filters import Chip, Filters, Relaxation
from .free import Range, Text
from .sets import SetFacet, WordsFacet
from .switch import Switch

__all__ = [
    "Chip",
    "Facet",
    "Filters",
    "OneOf",
    "Option",
    "Question",
    "Range",
    "Relaxation",
    "SetFacet",
    "Switch",
    "Text",
    "WordsFacet",
]
