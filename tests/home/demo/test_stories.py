from home.demo.stories import rich_text, story

KNOWN = {"page:about": 7, "picture:bees": 9, "theme:water": 3}


def test_plain_text_becomes_headings_text_and_quotes():
    text = """
## Why
First **strong** words
in two lines.

- one & two
- [three](page:about)

> Well said. — Ellen Prys, baker
"""

    assert story(text, find=KNOWN.get) == [
        {"type": "heading", "value": {"text": "Why", "level": "2"}},
        {
            "type": "text",
            "value": '<p>First <b>strong</b> words in two lines.</p><ul><li>one &amp; two</li>'
            '<li><a linktype="page" id="7">three</a></li></ul>',
        },
        {"type": "quote", "value": {"text": "Well said.", "name": "Ellen Prys", "role": "baker", "image": None}},
    ]  # fmt: skip


def test_questions_in_a_row_fold_in_one_accordion():
    [block] = story("? Is it free?\nYes.\n\n? Always?\nNearly.")

    assert block["type"] == "accordion"
    assert [item["value"] for item in block["value"]["items"]] == [
        {"title": "Is it free?", "text": "<p>Yes.</p>"},
        {"title": "Always?", "text": "<p>Nearly.</p>"},
    ]


def test_a_box_about_something_that_is_gone_is_left_out():
    assert story("{picture: moth | A moth.}", find=KNOWN.get) == []
    assert [block["type"] for block in story("{picture: bees | Bees.}", find=KNOWN.get)] == ["picture"]


def test_a_link_to_a_page_that_is_gone_becomes_plain_words():
    assert rich_text("See [the bees](page:bees).", find=KNOWN.get) == "<p>See the bees.</p>"


def test_key_facts_keep_their_numbers_words_and_source():
    [block] = story("{facts: 9 | days; 40 | places | Counted at the doors}")

    assert block["value"]["source"] == "Counted at the doors"
    assert [item["value"] for item in block["value"]["facts"]] == [
        {"number": "9", "label": "days"},
        {"number": "40", "label": "places"},
    ]
