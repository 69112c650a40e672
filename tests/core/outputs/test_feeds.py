from xml.etree import ElementTree

import feedparser
import pytest

from core.money import Price
from core.outputs import FORMATS

from .entries import HOSTILE, HOUR, NOON, UID, a_listing, an_entry

BOTH = pytest.mark.parametrize("extension", ["rss", "atom"])


def read(extension, *entries, **values):
    found = feedparser.parse(FORMATS[extension].write(a_listing(*entries, **values)))
    assert found.bozo is False
    return found


@BOTH
def test_a_reader_learns_what_it_is_and_what_is_in_it(extension):
    entry = an_entry(
        summary="Bring a coat.",
        when="Thursday 1 July 2027",
        where="Hall",
        published=NOON - HOUR,
        categories=("Talk", "Space"),
        price=Price(words="£5", lowest=5, currency="GBP"),
    )

    feed = read(extension, entry, description="Everything.")

    assert (feed.feed.title, feed.feed.subtitle, feed.feed.link) == (
        "What’s on",
        "Everything.",
        "https://engage.example/whats-on/",
    )
    [item] = feed.entries
    assert (item.title, item.link, item.id) == ("Stars", "https://engage.example/whats-on/stars/", f"urn:uuid:{UID}")
    assert item.summary == "<p>Thursday 1 July 2027</p><p>Hall</p><p>Bring a coat.</p><p>£5</p>"
    assert [tag.term for tag in item.tags] == ["Talk", "Space"]
    assert item.published_parsed[:5] == (2027, 7, 1, 11, 0)


@BOTH
def test_what_is_cancelled_says_so_before_anything_else(extension):
    [item] = read(extension, an_entry(notice="Cancelled", reason="The dome leaks.", when="Thursday")).entries

    assert (item.title, item.summary) == ("Cancelled: Stars", "<p>Cancelled: The dome leaks.</p><p>Thursday</p>")


@BOTH
@pytest.mark.parametrize("title", HOSTILE)
def test_no_title_breaks_the_feed_or_becomes_markup(extension, title):
    body = FORMATS[extension].write(a_listing(an_entry(title=title, summary=title), title=title))

    root = ElementTree.fromstring(body)
    [item] = feedparser.parse(body).entries
    kept = "".join(character for character in title if character.isprintable() or character in "\n\t\r")
    titles = [element.text for element in root.iter() if element.tag.rpartition("}")[2] == "title"]
    assert [" ".join(text.split()) for text in titles] == [" ".join(kept.split())] * 2
    assert "<script" not in item.summary


@BOTH
def test_an_empty_feed_is_a_feed_too(extension):
    assert read(extension).entries == []


def test_atom_says_when_it_changed_and_both_say_where_they_are():
    assert read("atom", an_entry()).feed.updated_parsed[:5] == (2027, 7, 1, 12, 0)
    for extension in ("rss", "atom"):
        links = [link.href for link in read(extension).feed.links if link.rel == "self"]
        assert links == ["https://engage.example/whats-on/events.ics"]
