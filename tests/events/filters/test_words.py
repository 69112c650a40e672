import pytest
from django.http import QueryDict
from wagtail.models import Locale

from events.filters import Filters
from tests.events.filters.asking import NOON, on, titles
from tests.factories.core import FormatFactory, VenueFactory
from tests.factories.events import EventPageFactory


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("bees", ["Café of bees"]),
        ("BEE", ["Café of bees"]),
        ("cafe", ["Café of bees"]),
        ("ees", []),
        ("bees stars", []),
        ("bees honey", ["Café of bees"]),
        ("workshop", ["Café of bees"]),
        ("harbour", ["Café of bees"]),
        ('"bees" AND (', ["Café of bees"]),
        ("bees's", []),
        ("%", []),
        ("_", []),
        ("***", []),
        ("محاضره", ["النجوم"]),
        ("المحاضرة", ["النجوم"]),
    ],
)
def test_words_are_found_where_a_word_begins_with_them(events_page, text, found):
    EventPageFactory(
        parent=events_page,
        title="Café of bees",
        summary="Honey for all and…",
        format=FormatFactory(name="Workshop"),
        venue=VenueFactory(name="Harbour Hall"),
        dates=[on(1)],
    )
    EventPageFactory(parent=events_page, title="النجوم", summary="محاضرة", dates=[on(2)])

    query = QueryDict(mutable=True)
    query["q"] = text

    assert titles(query) == found


def test_words_are_those_of_the_readers_language_else_the_source(events_page):
    welsh = Locale.objects.get(language_code="cy")
    bees = EventPageFactory(parent=events_page, title="Bees", dates=[on(1)])
    EventPageFactory(parent=events_page, title="Stars", dates=[on(2)])
    translated = bees.copy_for_translation(welsh, copy_parents=True)
    translated.title = "Gwenyn"
    translated.save_revision().publish()

    def found(text, locale):
        rows = Filters(QueryDict(f"q={text}"), locale=locale, now=NOON).occurrences()
        return [row.facts.page.title for row in rows]

    english = Locale.get_default()
    assert {
        (text, one.language_code): found(text, one) for text in ("bees", "gwenyn", "stars") for one in (english, welsh)
    } == {
        ("bees", "en"): ["Bees"],
        ("bees", "cy"): [],
        ("gwenyn", "en"): [],
        ("gwenyn", "cy"): ["Bees"],
        ("stars", "en"): ["Stars"],
        ("stars", "cy"): ["Stars"],
    }
