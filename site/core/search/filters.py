"""The choices of one reader of one list, out of its facets."""

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any
from urllib.parse import urlencode

from .index import Selection

#: At most so many ways out of an empty list.
MOST_RELAXATIONS = 4
#: With more choices than this, only one is taken away at a time to see what else there is.
MOST_PAIRED = 5


@dataclass(frozen=True, kw_only=True)
class Chip:
    """Something chosen, and the address of the list without it."""

    legend: str
    label: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Relaxation:
    """What an empty list would show with some choices taken away."""

    labels: list
    url: str
    count: int


class ListFilters:
    """The choices of one reader, out of the facets of one list.

    Subclasses say which `facet_classes` and `switches` there are, which `index` it is a list of, and what that is made of:
    `things`. What the query asks for and nobody offers is left out; `ignored` has it in words.
    """

    facet_classes = ()
    switches: tuple = ()
    #: What the list is made of, to stand after a number: a lazy translation with singular and plural.
    things = None
    #: The `Index`; most lists have the one that their process keeps.
    index: Any = None

    def __init__(self, query, *, locale, now, site=None):
        """`site`: the key of the one whose list it is; None for what there is on all of them."""
        self.locale, self.now, self.site = locale, now, site
        self.ignored = []
        self.facets = [facet(index=self.index, locale=locale, now=now) for facet in self.facet_classes]
        for facet in self.facets:
            self.ignored += facet.read(query)
        self.switched = {}
        for switch in self.switches:
            self.switched[switch.name], unknown = switch.read(query)
            self.ignored += unknown

    def everything(self):
        """All rows, before any choice."""
        return Selection(self.index, self.index.of_site(self.site))

    # What there is

    def narrow(self, rows, *, leaving_out=()):
        """The rows that fit every facet, or every one but those left out."""
        for facet in self.facets:
            if facet not in leaving_out:
                rows = facet.narrow(rows)
        return rows

    @cached_property
    def found(self):
        """The rows that fit every choice."""
        return self.narrow(self.everything())

    @cached_property
    def questions(self):
        """Every facet with counts that leave out its own choice: what ticking one more would show."""
        everything = self.everything()
        asked = [facet.question(self.narrow(everything, leaving_out=[facet])) for facet in self.facets]
        return [question for question in asked if question.is_worth_asking]

    def question(self, name):
        """One of the questions, by the facet's name; None if it is not worth asking."""
        return next((question for question in self.questions if question.name == name), None)

    @cached_property
    def relaxations(self):
        """The nearest ways out of an empty list: one choice fewer, else two fewer, most found first."""
        choices = [way for facet in self.facets for way in facet.ways_out]
        for number in (1, 2) if len(choices) <= MOST_PAIRED else (1,):
            ways = [self._relaxation(some) for some in combinations(choices, number)]
            if ways := [way for way in ways if way.count]:
                return sorted(ways, key=lambda way: -way.count)[:MOST_RELAXATIONS]
        return []

    def _relaxation(self, choices):
        gone = [parameter for _labels, parameters in choices for parameter in parameters]
        rows = self.everything()
        for facet in self.facets:
            rows = facet.without(gone).narrow(rows)
        labels = [label for some, _parameters in choices for label in some]
        return Relaxation(labels=labels, url=self.url(without=gone), count=rows.count())

    # What is chosen

    @property
    def is_narrowed(self):
        return any(facet.chosen for facet in self.facets)

    @property
    def parameters(self):
        """(name, value) of everything understood, always in the same order: the facets', then the switches'."""
        chosen = [parameter for facet in self.facets for parameter in facet.parameters]
        return chosen + [(switch.name, self.switched[switch.name]) for switch in self._turned]

    def url(self, *, without=(), **switched):
        """The query string of this list without some parameters and with other switches: "?theme=water&sort=newest"."""
        defaults = {switch.name: switch.default for switch in self.switches}
        kept = [(name, value) for name, value in self.parameters if (name, value) not in without and name not in switched]
        kept += [(name, value) for name, value in switched.items() if value is not None and value != defaults.get(name)]
        return "?" + urlencode(kept)

    @cached_property
    def chips(self):
        return [
            Chip(legend=str(facet.legend), label=label, url=self.url(without=gone))
            for facet in self.facets
            for label, gone in facet.chips
        ]

    @property
    def words(self):
        """Everything chosen in one line, for titles: "Talk, This weekend"."""
        return ", ".join(chip.label for chip in self.chips)

    @property
    def reset_url(self):
        """The list with nothing chosen, shown in the same way."""
        return self.url(without=[parameter for facet in self.facets for parameter in facet.parameters])

    @property
    def query(self):
        """The query string of this list as it is, in whatever language: "?theme=water", empty if nothing is asked."""
        return self.url() if self.parameters else ""

    @property
    def hidden(self):
        """Parameters that the form carries along, since it has no input for them."""
        return [(one.name, self.switched[one.name]) for one in self._turned if not one.is_input]

    @property
    def inputs(self):
        """Switches that the form has an input for, each with its `answer`."""
        return [
            {
                "name": one.name,
                "legend": one.legend,
                "answers": one.answers,
                "default": one.default,
                "answer": self.switched[one.name],
            }
            for one in self.switches
            if one.is_input
        ]

    @property
    def _turned(self):
        return [switch for switch in self.switches if self.switched[switch.name] != switch.default]

    # What robots are told

    @property
    def is_indexable(self):
        """A list with one choice is a page that people look for; deeper combinations are endless."""
        kinds = [facet.kind for facet in self.facets if facet.chosen]
        return (
            len(self.parameters) <= 1
            and all(kind in ("many", "one") for kind in kinds)
            and all(switch.is_page for switch in self._turned)
        )

    @cached_property
    def heading(self):
        """What the list is called where one choice makes it a page of its own: "Talks". Empty if it has no such name."""
        if not self.is_indexable or not self.parameters:
            return ""
        [(name, value)] = self.parameters
        return str(next(one for one in (*self.facets, *self._turned) if one.name == name).heading(value))

    def canonical_url(self, url, *, number=1):
        """The one spelling of the address of a part of this list: "https://…/?theme=water&page=2"."""
        parameters = [*self.parameters, *([("page", number)] if number > 1 else [])]
        return f"{url}?{urlencode(parameters)}" if parameters else url
