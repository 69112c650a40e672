import pytest
from django.http import QueryDict
from wagtail.models import Locale

from events.filters import Filters
from events.models import EventPage, EventPerson, ProgrammeItem
from tests.events.filters.asking import NOON, on, titles
from tests.factories.core import FormatFactory, OrganisationFactory, VenueFactory
from tests.factories.events import EventPageFactory
from tests.factories.festivals import FestivalPageFactory


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


@pytest.mark.parametrize("text", ["Somerville", "jedburgh", "host", "Comets", "handout", "porthaven", "confluence"])
def test_people_programme_partners_and_festivals_are_found(events_page, text):
    festival = FestivalPageFactory(parent=events_page, title="Confluence")
    EventPageFactory(
        parent=festival,
        title="Stars",
        people=[EventPerson(name="Mary Somerville", role="Host", affiliation="Jedburgh Grammar")],
        programme=[ProgrammeItem(title="Comets by hand", text="With a handout")],
        partners=[OrganisationFactory(name="Porthaven Astronomers")],
        dates=[on(1)],
    )
    EventPageFactory(parent=events_page, title="Bees", dates=[on(2)])

    assert titles(f"q={text}") == ["Stars"]


def test_people_of_a_translation_are_those_of_the_source(events_page):
    welsh = Locale.objects.get(language_code="cy")
    stars = EventPageFactory(parent=events_page, title="Stars", people=[EventPerson(name="Ada", role="Host")], dates=[on(1)])
    translated = stars.copy_for_translation(welsh, copy_parents=True)
    translated.title = "Sêr"
    translated.save_revision().publish()

    def finds(text):
        return Filters(QueryDict(f"q={text}"), locale=welsh, now=NOON).occurrences().count()

    before = [finds(text) for text in ("ada", "caroline")]
    stars = EventPage.objects.get(pk=stars.pk)
    stars.people = [EventPerson(name="Caroline", role="Host")]
    stars.save_revision().publish()

    assert (before, [finds(text) for text in ("ada", "caroline")]) == ([1, 0], [0, 1])


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
