from copy import copy
from dataclasses import dataclass, field

from django.utils.translation import pgettext_lazy

#: More of an unknown value than this is not repeated to the reader.
LONGEST_WORD = 40
#: Of a long list of answers, how many are shown before the rest.
SHOWN = 6


@dataclass(frozen=True, kw_only=True)
class Option:
    """One answer that a reader may choose, and how much there would be."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class Field:
    """One thing that a reader may type."""

    name: str
    label: str
    type: str
    value: str = ""
    attributes: dict = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Question:
    """A facet as the form shows it."""

    name: str
    legend: str
    kind: str  # "many", "one", "range" or "text": which part of components/filter.html shows it
    options: list = field(default_factory=list)
    fields: list = field(default_factory=list)
    hint: str = ""
    any_label: str = ""
    is_chosen: bool = False

    @classmethod
    def nothing(cls, facet):
        """A facet that has nothing to ask just now."""
        return cls(name=facet.name, legend=facet.legend, kind=facet.kind)

    @property
    def _shown(self):
        """So many answers that folding away the rest is worth a click."""
        return len(self.options) if len(self.options) <= SHOWN + 2 else SHOWN

    @property
    def first_options(self):
        return self.options[: self._shown]

    @property
    def more_options(self):
        """Answers that a long list folds away."""
        return self.options[self._shown :]

    @property
    def is_more_chosen(self):
        return any(option.is_chosen for option in self.more_options)

    @property
    def is_worth_asking(self):
        return bool(self.options or self.fields)


def shortened(value):
    return value[:LONGEST_WORD]


class Facet:
    """One question with the answers a reader may tick. Any of the ticked ones will do.

    A facet names itself (`name` in addresses, `legend` for readers) and says what it offers (`answers`), how it narrows
    (`narrow`) and what each answer would find (`counts`). `rows` is whatever the list is made of.
    """

    name = legend = hint = any_label = ""
    kind = "many"
    #: Whether what is listed must fit every ticked answer, rather than any of them.
    needs_all = False
    #: What answers look like, where more are understood than are offered: a regular expression.
    pattern = ""

    def __init__(self, *, locale, now):
        self.locale, self.now = locale, now
        self.offered = {str(value): str(label) for value, label in self.answers()}
        self.chosen = []

    def answers(self):
        """(value in addresses, words) of each answer, in the order they are shown."""
        raise NotImplementedError

    def narrow(self, rows):
        """The rows that any of the chosen answers fits; all of them if nothing is chosen."""
        raise NotImplementedError

    def counts(self, rows):
        """{value: how many of the rows it fits}"""
        raise NotImplementedError

    def read(self, query):
        """Take over what the query asks for. Return what it asks for and nobody offers, in words for the reader."""
        asked = [value for value in dict.fromkeys(query.getlist(self.name)) if value]
        self.chosen = [value for value in asked if value in self.offered]
        return [shortened(value) for value in asked if value not in self.offered]

    @property
    def parameters(self):
        """(name, value) of everything chosen, as it stands in the address."""
        return [(self.name, value) for value in self.chosen]

    @property
    def chips(self):
        """(words, parameters that go when it is taken away) of everything chosen."""
        return [(self.offered[value], [(self.name, value)]) for value in self.chosen]

    @property
    def ways_out(self):
        """(words, parameters) of what may be taken away to find more: one by one where all must fit, else all at once."""
        if self.needs_all:
            return [([label], gone) for label, gone in self.chips]
        return [([label for label, _gone in self.chips], self.parameters)] if self.chosen else []

    def without(self, gone):
        """The same question with some of its parameters taken away."""
        if not set(self.parameters) & set(gone):
            return self
        other = copy(self)
        other.forget(gone)
        return other

    def forget(self, gone):
        self.chosen = [value for value in self.chosen if (self.name, value) not in gone]

    def heading(self, value):
        """What a list with this answer alone is called, such as "Talks"; empty where it has no name of its own."""
        return ""

    def question(self, rows):
        """Every answer with how much there would be; what nobody would find is left out unless it is ticked."""
        found = self.counts(rows)
        options = [
            Option(value=value, label=label, count=found.get(value, 0), is_chosen=value in self.chosen)
            for value, label in self.offered.items()
            if found.get(value) or value in self.chosen
        ]
        return Question(
            name=self.name,
            legend=self.legend,
            kind=self.kind,
            options=options,
            hint=self.hint,
            any_label=self.any_label,
            is_chosen=bool(self.chosen),
        )


class OneOf(Facet):
    """A question with one answer: radio buttons, the first of them (`any_label`) for no choice."""

    kind = "one"
    any_label = pgettext_lazy("no choice made", "Any")

    def read(self, query):
        unknown = super().read(query)
        unknown += [self.offered[value] for value in self.chosen[1:]]
        self.chosen = self.chosen[:1]
        return unknown

    @property
    def answer(self):
        return self.chosen[0] if self.chosen else None
