"""What feeds and tables say, and what is said about those that can't be read."""

import time
import timeit
from datetime import date
from xml.sax.saxutils import escape

import pytest

from core.imports.cells import guess
from core.imports.tables import read_table
from opportunities.external.entries import COLUMNS, ExternalEntry, Unreadable, closing_day, entries_of_feed, entries_of_table

RSS = b"""<?xml version="1.0"?>
<rss version="2.0"><channel><title>Calls</title>
<item><title>Seed &amp; fund</title><link>https://funder.example.org/1</link>
<description>&lt;p&gt;For ideas.&lt;/p&gt; Closing date: 12 October 2027 &lt;script&gt;x&lt;/script&gt;</description></item>
<item><title>No link</title></item>
<item><title>Bad link</title><link>javascript:alert(1)</link></item>
</channel></rss>"""
ATOM = b"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Calls</title><id>x</id><updated>2027-09-01T00:00:00Z</updated>
<entry><title>Travel grants</title><id>1</id><updated>2027-09-01T00:00:00Z</updated>
<link href="https://funder.example.org/2"/><summary>Go and see.</summary></entry></feed>"""
BOMB = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;">]>
<rss version="2.0"><channel><item><title>&lol2;</title></item></channel></rss>"""
SPY = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY spy SYSTEM "file:///etc/passwd">]>
<rss version="2.0"><channel><item><title>&spy;</title><link>https://f.example/1</link></item></channel></rss>"""


def said(entry):
    return (entry.title, entry.link, entry.summary, entry.closes_on)


def test_a_feed_is_read_as_plain_words_and_what_has_no_link_is_left_out():
    assert [said(entry) for entry in entries_of_feed(RSS)] == [
        ("Seed & fund", "https://funder.example.org/1", "For ideas. Closing date: 12 October 2027", date(2027, 10, 12))
    ]
    assert [said(entry) for entry in entries_of_feed(ATOM)] == [
        ("Travel grants", "https://funder.example.org/2", "Go and see.", None)
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "This is not a feed: it is no well-formed XML."),
        (b"<!doctype html><p>Hello<br>", "This is not a feed: it is no well-formed XML."),
        (b"\x00\xff\xfe", "This is not a feed: it is no well-formed XML."),
        (b"https://funder.example.org/feed", "This is not a feed: it is no well-formed XML."),
        (b"<list><call/></list>", "This is XML, but neither RSS nor Atom."),
        (BOMB, "This file contains what no feed needs and attackers use, so it was not read."),
        (SPY, "This file contains what no feed needs and attackers use, so it was not read."),
    ],
    ids=["nothing", "a web page", "bytes", "an address", "other XML", "a bomb", "a spy"],
)
def test_what_is_no_feed_is_refused_in_words(data, words):
    with pytest.raises(Unreadable) as refused:
        entries_of_feed(data)

    assert str(refused.value) == words


def feed(inner):
    item = f"<item><title>Seed</title><link>https://f.example/1</link>{inner}</item>"
    return f'<rss version="2.0"><channel>{item}</channel></rss>'.encode()


@pytest.mark.parametrize("markup", ["<!--", "<a ", "<div>", "<![CDATA[", "&"])
def test_markup_that_nobody_closes_is_cleaned_in_proportion_to_its_length(markup):
    def took(times):
        data = feed(f"<description>{escape(markup * times)}</description>")
        return min(timeit.repeat(lambda: entries_of_feed(data), timer=time.process_time, number=1, repeat=3))

    # In proportion it would be four times as long, and where it is looked at again and again sixteen times.
    assert took(40_000) < 10 * took(10_000) + 0.1


@pytest.mark.parametrize(
    "inner",
    ["<x " + " ".join(f'a{n}="1"' for n in range(1000)) + "/>", "<x>" * 200 + "</x>" * 200, "<x/>" * 100_001],
    ids=["attributes", "depth", "elements"],
)
def test_more_than_a_feed_needs_is_refused(inner):
    with pytest.raises(Unreadable) as refused:
        entries_of_feed(feed(inner))

    assert str(refused.value) == "There is far more in this file than a feed needs."


def calls_in(text):
    table = read_table(text.encode(), "calls.csv")
    return entries_of_table(table, guess(table.headings, COLUMNS))


def test_a_table_is_read_by_its_headings():
    text = "Deadline,TITLE,url,Funder\n12 October 2027 16:00,Seed fund,https://f.example/1,UKRI\n,Travel,https://f.example/2,\n"

    assert calls_in(text).entries == [
        ExternalEntry(
            title="Seed fund", link="https://f.example/1", funder="UKRI", closes_on=date(2027, 10, 12),
            raw={"title": "Seed fund", "link": "https://f.example/1", "funder": "UKRI", "closes_on": "12 October 2027 16:00"},
        ),
        ExternalEntry(
            title="Travel", link="https://f.example/2",
            raw={"title": "Travel", "link": "https://f.example/2", "funder": "", "closes_on": ""},
        ),
    ]  # fmt: skip


def test_columns_nobody_knows_can_be_named():
    table = read_table(b"Ausschreibung,Wo\nSeed fund,https://f.example/1\n", "calls.csv")

    assert guess(table.headings, COLUMNS) == {}
    found = entries_of_table(table, {"Ausschreibung": "title", "Wo": "link"})
    assert [(entry.title, entry.link) for entry in found.entries] == [("Seed fund", "https://f.example/1")]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (",https://f.example/1,,", "Row 2, Title: there is no title."),
        ("Seed fund,f.example,,", "Row 2, Link: “f.example” is not a link."),
        ("Seed fund,javascript:alert(1),,", "Row 2, Link: “javascript:alert(1)” is not a link."),
        ("Seed fund,https://f.example/1,,soon",
         "Row 2, Closes: “soon” is not a date. Write it like 2027-03-18 or 18/03/2027."),
        ("Seed fund,https://f.example/1,,31/02/2027", "Row 2, Closes: “31/02/2027” is not in any calendar."),
        ("Seed fund,https://f.example/1,2027-10-12,2027-10-11", "Row 2, Closes: it closes before it opens."),
        ("Seed fund", "Row 2, Link: “” is not a link."),
    ],
)  # fmt: skip
def test_a_row_that_is_wrong_is_named_with_its_number_and_left_out(row, words):
    found = calls_in(f"title,link,opens,closes\n{row}\nFine,https://f.example/2,-,\n")

    assert (found.problems, [entry.title for entry in found.entries]) == ([words], ["Fine"])


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Closing date: 12 October 2027, 4pm", date(2027, 10, 12)),
        ("The deadline for applications is 12 October 2027", date(2027, 10, 12)),
        ("closes on 2027-10-12.", date(2027, 10, 12)),
        ("Closes 99 October 2027", None),
        ("Opens 12 October 2027", None),
    ],
)
def test_a_closing_date_in_an_announcement_is_noticed(text, day):
    assert closing_day(text) == day
