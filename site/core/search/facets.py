"""What a list can be asked: each facet is one question, with the answers a reader may choose and what each would find.

A room declares its facets; most say no more than their name in addresses and their legend.
"""

from copy import copy
from dataclasses import dataclass, field
from functools import reduce
from operator import and_, or_
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .words import matching

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
    """One question with the answers a reader may tick: any of the ticked ones will do, or all of them if it `needs_all`.

    Each answer is a set of rows in the list's index, which knows it by the facet's name.
    """

    #: In addresses and in the index; and for readers.
    name = ""
    #: Words, which are translated when they are shown.
    legend: Any = ""
    hint: Any = ""
    any_label: Any = ""
    kind = "many"
    input_type = ""
    needs_all = False
    #: (value in addresses, words) of each answer, where they are always the same.
    choices: Any = ()
    #: What answers look like, where more are understood than are offered: a regular expression.
    pattern = ""

    def __init__(self, *, index, locale, now):
        self.index, self.locale, self.now = index, locale, now
        self.offered = {str(value): str(label) for value, label in self.answers()}
        self.chosen = []

    def answers(self):
        """Like `choices`, in the order they are shown."""
        return self.choices

    def attributes(self):
        """Further attributes of inputs, such as the lowest and highest value."""
        return {}

    @property
    def sets(self):
        """{value: the rows it fits}"""
        return self.index.values(self.name)

    def narrow(self, rows):
        """The rows (a `Selection`) that fit what is chosen; all of them if nothing is."""
        if not self.chosen:
            return rows
        sets = self.sets
        return rows.narrowed(reduce(and_ if self.needs_all else or_, [sets.get(value, 0) for value in self.chosen]))

    def counts(self, rows):
        """{value: how many items of the rows it fits}"""
        if self.needs_all:
            # One answer more narrows what is there already.
            rows = self.narrow(rows)
        return rows.counts({value: bits for value, bits in self.sets.items() if value in self.offered})

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
        return self.as_question(options=options)

    def as_question(self, *, name="", options=(), fields=()):
        """Itself as the form shows it."""
        return Question(
            name=name or self.name,
            legend=self.legend,
            kind=self.kind,
            options=list(options),
            fields=list(fields),
            hint=self.hint,
            any_label=self.any_label,
            is_chosen=bool(self.chosen),
        )

    def _field(self, name, label, value):
        return Field(name=name, label=label, type=self.input_type, value=value, attributes=self.attributes())


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


class TermFacet(Facet):
    """Answers that the index has names for, by slug, which is the same in every language."""

    #: Offered by their names in the reader's language rather than in the order of the index.
    is_by_name = False

    def answers(self):
        named = [(value, term.name(self.locale)) for value, term in self.index.terms[self.name].items()]
        return sorted(named, key=lambda pair: pair[1]) if self.is_by_name else named


class AreaFacet(TermFacet):
    name, legend, is_by_name = "area", _("Area"), True

    def question(self, rows):
        """One town is no question."""
        question = super().question(rows)
        return question if self.chosen or len(question.options) > 1 else self.as_question()


class AccessFacet(TermFacet):
    """What people need is not a matter of either–or: all of the ticked features must be there."""

    name, legend, needs_all = "access", _("Access"), True
    hint = _("There, or there if you ask for it.")


class Range(Facet):
    """A question answered with a lower and an upper end, either of which may be left open.

    `names` are the two parameters, `labels` their words, `parse` turns text into a value or raises ValueError with a sentence.
    `from_value` and `to_value` are what was understood.
    """

    kind = "range"
    names = ("from", "to")
    labels = ("", "")
    input_type = "number"
    from_value = to_value = None

    def parse(self, text):
        raise NotImplementedError

    def check(self):
        """Raise ValueError with a sentence if the two ends don't fit together; nothing is chosen then."""
        if self.from_value is not None and self.to_value is not None and self.to_value < self.from_value:
            raise ValueError(self.written())

    def read(self, query):
        ignored = []
        values = []
        for name, label in zip(self.names, self.labels, strict=True):
            text = query.get(name, "").strip()
            try:
                values.append(self.parse(text) if text else None)
            except (ValueError, OverflowError):
                values.append(None)
                ignored.append(f"{label} {shortened(text)}")
        self.from_value, self.to_value = values
        try:
            self.check()
        except ValueError as error:
            ignored.append(str(error))
            self.from_value = self.to_value = None
        self.chosen = [value for value in (self.from_value, self.to_value) if value is not None]
        return ignored

    def forget(self, gone):
        """Half a span is another question: all of it goes."""
        self.from_value = self.to_value = None
        self.chosen = []

    def written(self):
        """The span in words."""
        ends = zip(self.labels, (self.from_value, self.to_value), strict=True)
        return " ".join(f"{label} {self.shown(value)}" for label, value in ends if value is not None)

    def shown(self, value):
        return str(value)

    @property
    def parameters(self):
        ends = zip(self.names, (self.from_value, self.to_value), strict=True)
        return [(name, str(value)) for name, value in ends if value is not None]

    @property
    def chips(self):
        return [(self.written(), self.parameters)] if self.chosen else []

    def question(self, rows):
        ends = zip(self.names, self.labels, (self.from_value, self.to_value), strict=True)
        fields = [self._field(name, label, "" if value is None else str(value)) for name, label, value in ends]
        return self.as_question(name=self.names[0], fields=fields)


class Text(Facet):
    """Something typed: words to look for, a number."""

    kind = "text"
    name = "q"
    input_type = "search"
    #: Longer than this is cut: nobody types it.
    longest = 200

    def read(self, query):
        text = " ".join(query.get(self.name, "").replace("\0", " ").split())
        self.text = text[: self.longest].rstrip()
        self.chosen = [self.text] if self.text else []
        return [shortened(text[self.longest :])] if len(text) > self.longest else []

    def forget(self, gone):
        self.text, self.chosen = "", []

    @property
    def chips(self):
        return [(f"“{self.text}”", self.parameters)] if self.text else []

    def attributes(self):
        return {"maxlength": self.longest}

    def question(self, rows):
        return self.as_question(fields=[self._field(self.name, self.legend, self.text)])


class WordsFacet(Text):
    """Words to look for, asked once however often the list is narrowed."""

    legend = _("Words to look for")

    def read(self, query):
        unknown = super().read(query)
        self._found = None
        return unknown

    def narrow(self, rows):
        if not self.text:
            return rows
        if self._found is None:
            self._found = matching(self.index, self.text, self.locale)
        return rows.narrowed(self._found)


class Switch:
    """How a list is shown: its order, its view. It narrows nothing; the first answer is what readers get who choose none.

    `is_input`: the form has an input for it, so nothing need carry it along. `is_page`: another answer is a page of its own
    for search engines.
    """

    def __init__(self, name, legend, answers, *, is_input=False, is_page=False):
        self.name, self.legend, self.answers = name, legend, answers
        self.is_input, self.is_page = is_input, is_page

    def read(self, query):
        """(the answer chosen, what was asked for and nobody offers)"""
        offered = dict(self.answers)
        asked = query.get(self.name, "")
        return (asked, []) if asked in offered else (self.default, [shortened(asked)] if asked else [])

    def heading(self, value):
        """What a list with this answer alone is called, if that is a page of its own."""
        return dict(self.answers)[value] if self.is_page else ""

    @property
    def default(self):
        return self.answers[0][0]
