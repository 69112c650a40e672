"""Titles with line breaks and control characters: cleaned as they come in, and harmless where old ones are stored."""

import pytest

from core.lines import one_line
from core.search.backend import MOST_WORDS, plain_words
from tests.factories.core import VenueFactory
from tests.factories.events import EventPageFactory
from tests.factories.festivals import FestivalPageFactory

BROKEN = "Line\r\nbreak\x0b\x1c\x85\u2028 X\x01\tY"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Stars", "Stars"),
        (BROKEN, "Line break X Y"),
        ("  a \n\n b ", "a b"),
        ("\x00\x1f", ""),
        ("\ud800x", "x"),
        ("العربية", "العربية"),
        ("👩\u200d🔬 lab", "👩\u200d🔬 lab"),
    ],
)
def test_one_line_is_left_of_a_text(text, line):
    assert one_line(text) == line


@pytest.mark.parametrize(
    ("typed", "words"),
    [("stars", "stars"), ('"', ""), ('say "hello"', "say hello"), ("a\0b", "ab"), ("w " * 600, " ".join(["w"] * MOST_WORDS))],
)
def test_what_is_looked_for_is_a_few_plain_words(typed, words):
    assert plain_words(typed) == words


def test_what_is_typed_is_cleaned_on_the_way_in(events_page):
    page, venue = EventPageFactory(parent=events_page), VenueFactory()
    page.title = page.summary = venue.name = BROKEN

    page.full_clean()
    venue.full_clean()

    assert {page.title, venue.name} == {"Line break X Y"}
    assert page.summary == "Line\nbreak\n\n\n X\tY"  # sentences may have lines


@pytest.mark.parametrize("extension", ["ics", "rss", "json", "csv", "embed"])
@pytest.mark.parametrize("path", ["", "stars/", "river/"])
def test_an_old_title_with_line_breaks_breaks_no_file(client, events_page, path, extension):
    venue = VenueFactory(slug="hall")
    pages = [EventPageFactory(parent=events_page, slug="stars", venue=venue), events_page]
    pages.append(FestivalPageFactory(parent=events_page, slug="river", venues=[venue]))
    type(venue).objects.update(name=BROKEN)
    for page in pages:
        type(page).objects.filter(pk=page.pk).update(title=BROKEN)
    name = {"": "events", "stars/": "event", "river/": "festival"}[path]

    response = client.get(f"/whats-on/{path}{name}.{extension}")

    assert response.status_code == 200
    assert not {"\r", "\n"} & set(response.get("Content-Disposition", ""))
