"""Words are found alike in every list."""

import pytest
from wagtail.models import PageViewRestriction

from core.search.words import words_of
from tests.factories.core import ThemeFactory


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Café of BEES", ["cafe", "of", "bees"]),
        ("bee's_nest – 42", ["bee", "s", "nest", "42"]),
        ("Straße", ["strasse"]),
        ("المحاضرة محاضره ـــسماء", ["محاضره", "محاضره", "سماء"]),
        ("x" * 50, ["x" * 40]),
        ("%_*\0'", []),
    ],
)
def test_words_are_compared_without_accents_case_and_article(text, words):
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("river", ["Choir"]),
        ("RIV chôir", ["Choir"]),
        ("iver", []),
        ("honey", ["Bees"]),
        ("forests", ["Bees"]),
        ("river honey", []),
        ("%", []),
        ("_", []),
        ('"river" AND (', []),
        ("***", []),
    ],
)
def test_a_word_is_found_where_a_word_begins_with_it(listed, section, query, found):
    listed.page(parent=section, title="Choir", summary="Sing by the river.")
    listed.page(parent=section, title="Bees", summary="Honey for all.", themes=[ThemeFactory(name="Forêsts")])

    assert listed.titles(f"q={query}") == found


def test_words_are_those_of_the_readers_language_else_of_the_source(listed, section, welsh):
    bees = listed.page(parent=section, title="Bees")
    listed.page(parent=section, title="Stars")
    translate(bees, welsh, "Gwenyn")

    found = {
        (text, locale and "cy"): listed.titles(f"q={text}", locale=locale)
        for text in ("bees", "gwenyn", "stars")
        for locale in (None, welsh)
    }

    assert found == {
        ("bees", None): ["Bees"],
        ("bees", "cy"): [],
        ("gwenyn", None): [],
        ("gwenyn", "cy"): ["Bees"],
        ("stars", None): ["Stars"],
        ("stars", "cy"): ["Stars"],
    }


def translate(page, locale, title):
    translated = page.copy_for_translation(locale, copy_parents=True)
    translated.title = title
    translated.save_revision().publish()
    return translated


@pytest.mark.parametrize("restricts", [True, False])
def test_words_of_a_page_that_needs_a_password_are_found_in_no_language(listed, section, welsh, restricts):
    welsh_page = translate(listed.page(parent=section, title="Bees"), welsh, "Gwenyn")
    if restricts:
        PageViewRestriction.objects.create(page=welsh_page, restriction_type="password", password="x")

    found = [listed.titles(f"q={text}", locale=locale) for text, locale in (("gwenyn", welsh), ("bees", None))]

    assert found == ([[], []] if restricts else [["Bees"], ["Bees"]])


def test_a_draft_and_what_it_says_are_not_found(listed, section):
    page = listed.page(parent=section, title="Choir")
    page.title = "Orchestra"
    page.save_revision()

    assert (listed.titles("q=orchestra"), listed.titles("q=choir")) == ([], ["Choir"])
