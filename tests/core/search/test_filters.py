"""The engine with the smallest list there is: numbers, narrowed by size and by being even."""

from types import SimpleNamespace

import pytest
from django.http import QueryDict

from core.search import facets
from core.search.filters import ListFilters


class Numbers(list):
    def count(self):
        return len(self)

    def where(self, condition):
        return Numbers(one for one in self if condition(one))


class Size(facets.Facet):
    name, legend = "size", "Size"
    fits = {"small": lambda n: n < 10, "big": lambda n: n >= 10, "huge": lambda n: n >= 1000}

    def answers(self):
        return [(value, value.capitalize()) for value in self.fits]

    def narrow(self, rows):
        return rows.where(lambda n: any(self.fits[value](n) for value in self.chosen)) if self.chosen else rows

    def counts(self, rows):
        return {value: rows.where(self.fits[value]).count() for value in self.fits}


class Parity(facets.OneOf):
    name, legend = "parity", "Parity"

    def answers(self):
        return [("even", "Even"), ("odd", "Odd")]

    def narrow(self, rows):
        return rows.where(lambda n: n % 2 == (self.answer == "odd")) if self.answer else rows

    def counts(self, rows):
        return {"even": rows.where(lambda n: n % 2 == 0).count(), "odd": rows.where(lambda n: n % 2).count()}


class Span(facets.Range):
    legend, labels = "Span", ("From", "To")

    def parse(self, text):
        return int(text)

    def narrow(self, rows):
        low, high = self.from_value, self.to_value
        return rows.where(lambda n: (low is None or n >= low) and (high is None or n <= high))


class Word(facets.Text):
    legend = "Digits"

    def narrow(self, rows):
        return rows.where(lambda n: self.text in str(n))


class Filters(ListFilters):
    facet_classes = (Size, Parity, Span, Word)
    switches = (
        facets.Switch("sort", "Order", [("up", "Up"), ("down", "Down")], is_input=True),
        facets.Switch("view", "View", [("list", "List"), ("grid", "Grid")]),
    )

    def everything(self):
        return Numbers([1, 2, 3, 12, 13])


def filters(query):
    return Filters(QueryDict(query), locale=SimpleNamespace(pk=1), now=None)


def counts(found, name):
    return {option.value: (option.count, option.is_chosen) for option in found.question(name).options}


def test_counts_leave_out_their_own_choice_and_keep_those_of_others():
    found = filters("size=small&parity=odd")

    assert found.found == [1, 3]
    assert counts(found, "size") == {"small": (2, True), "big": (1, False)}
    assert counts(found, "parity") == {"even": (1, False), "odd": (2, True)}


@pytest.mark.parametrize(
    ("query", "rows", "ignored"),
    [
        ("", [1, 2, 3, 12, 13], []),
        ("size=", [1, 2, 3, 12, 13], []),
        ("size=small&size=big", [1, 2, 3, 12, 13], []),
        ("size=small&size=green", [1, 2, 3], ["green"]),
        ("parity=odd&parity=even", [1, 3, 13], ["Even"]),
        ("from=2&to=12", [2, 3, 12], []),
        ("from=2", [2, 3, 12, 13], []),
        ("from=two&to=12", [1, 2, 3, 12], ["From two"]),
        ("from=12&to=2", [1, 2, 3, 12, 13], ["From 12 To 2"]),
        ("q=3", [3, 13], []),
        ("q=+1%002+", [], []),
        ("q=" + "1" * 250, [], ["1" * 40]),
        ("sort=down&view=cube", [1, 2, 3, 12, 13], ["cube"]),
        ("size=" + "x" * 5000, [1, 2, 3, 12, 13], ["x" * 40]),
    ],
)
def test_what_is_understood_narrows_and_the_rest_is_named(query, rows, ignored):
    found = filters(query)

    assert (found.found, found.ignored) == (rows, ignored)


def test_each_chip_leads_to_the_list_without_it():
    found = filters("q=1&from=2&to=20&size=small&size=big&sort=down&utm_source=mail")

    assert [(chip.label, chip.url) for chip in found.chips] == [
        ("Small", "?size=big&from=2&to=20&q=1&sort=down"),
        ("Big", "?size=small&from=2&to=20&q=1&sort=down"),
        ("From 2 To 20", "?size=small&size=big&q=1&sort=down"),
        ("“1”", "?size=small&size=big&from=2&to=20&sort=down"),
    ]
    assert found.reset_url == "?sort=down"
    assert found.words == "Small, Big, From 2 To 20, “1”"


def test_an_empty_list_offers_the_nearest_ways_out_most_first():
    found = filters("size=huge&parity=odd&from=13")

    ways = [(way.labels, way.count, way.url) for way in found.relaxations]

    assert found.found == []
    assert ways == [(["Huge"], 1, "?parity=odd&from=13")]


def test_where_one_choice_fewer_does_not_help_two_fewer_are_offered():
    found = filters("size=huge&q=7")

    assert [(way.labels, way.count) for way in found.relaxations] == [(["Huge", "“7”"], 5)]


@pytest.mark.parametrize(
    ("query", "is_indexable"),
    [
        ("", True),
        ("size=small", True),
        ("size=green", True),
        ("parity=odd", True),
        ("size=small&size=big", False),
        ("size=small&parity=odd", False),
        ("q=1", False),
        ("from=2", False),
        ("sort=down", False),
        ("view=grid", False),
    ],
)
def test_lists_with_one_choice_are_for_search_engines_deeper_ones_are_not(query, is_indexable):
    assert filters(query).is_indexable is is_indexable


@pytest.mark.parametrize(
    ("query", "number", "address"),
    [
        ("", 1, "https://example.org/"),
        ("page=1&x=y", 1, "https://example.org/"),
        ("page=3", 3, "https://example.org/?page=3"),
        ("parity=odd&size=small", 1, "https://example.org/?size=small&parity=odd"),
        ("size=small", 2, "https://example.org/?size=small&page=2"),
    ],
)
def test_every_list_has_one_address(query, number, address):
    assert filters(query).canonical_url("https://example.org/", number=number) == address


def test_the_form_carries_along_what_it_has_no_input_for():
    assert filters("sort=down&view=grid").hidden == [("view", "grid")]


def test_a_long_list_of_answers_folds_unless_only_two_would_be_folded():
    def question(number):
        options = [facets.Option(value=str(n), label=str(n), count=1, is_chosen=n == number - 1) for n in range(number)]
        return facets.Question(name="x", legend="X", kind="many", options=options)

    lengths = [(len(question(n).first_options), len(question(n).more_options)) for n in (1, 8, 9)]

    assert lengths == [(1, 0), (8, 0), (6, 3)]
    assert question(9).is_more_chosen
