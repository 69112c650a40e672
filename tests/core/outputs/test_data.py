import csv
import io
import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.outputs import extra_field
from core.outputs.fields import FIELDS, TEXTS, listing_schema, to_json
from core.outputs.spreadsheets import BYTE_ORDER_MARK, cell, to_csv
from events.serializers import FIELDS as EVENT_FIELDS
from tests.schemas import problems

from .entries import HALL, HOSTILE, HOUR, NOON, UID, a_listing, an_entry

EXTRA = (extra_field("themes", "What it is about.", TEXTS), extra_field("note", "A note."))
FULL = an_entry(
    place=HALL,
    published=NOON,
    categories=("Talk",),
    age_from=8,
    previous_starts_at=NOON,
    extra={"themes": ["Space", "Time"], "note": ""},
)


def rows(*entries, **values):
    text = to_csv(a_listing(*entries, **values)).decode()
    assert text.startswith(BYTE_ORDER_MARK)
    return list(csv.DictReader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK), newline="")))


def test_json_holds_what_its_description_promises():
    for entry in (FULL, an_entry(extra={"themes": [], "note": "x"}, starts_at=None, ends_at=None)):
        document = json.loads(to_json(a_listing(entry, fields=EXTRA)))

        assert problems(document, listing_schema(EXTRA)) == []


def test_json_writes_moments_days_and_months_as_far_as_they_are_known():
    midnight = datetime(2027, 7, 2, 23, 0, tzinfo=UTC)  # 3 July in Britain
    entries = [
        an_entry(),
        an_entry(starts_at=midnight, ends_at=midnight + timedelta(days=2), is_all_day=True),
        an_entry(starts_at=midnight, ends_at=midnight + timedelta(days=28), is_all_day=True, has_day=False),
        an_entry(ends_at=None),
    ]

    document = json.loads(to_json(a_listing(*entries)))

    assert [(one["starts"], one["ends"]) for one in document["entries"]] == [
        ("2027-07-01T14:00:00+01:00", "2027-07-01T15:00:00+01:00"),
        ("2027-07-03", "2027-07-04"),
        ("2027-07", "2027-07"),
        ("2027-07-01T14:00:00+01:00", None),
    ]


@pytest.mark.parametrize("title", HOSTILE)
def test_json_and_csv_give_every_title_back(title):
    [one] = json.loads(to_json(a_listing(an_entry(title=title))))["entries"]
    [row] = rows(an_entry(title=title))

    assert one["title"] == title
    lines = re.sub("\r\n|[\r\x0b]", "\n", title)
    kept = "".join(character for character in lines if character.isprintable() or character in "\n\t")
    assert row["title"].removeprefix("'") == kept


def test_a_spreadsheet_has_a_column_for_each_part_of_a_place_and_joins_lists():
    [row] = rows(FULL, fields=EXTRA)

    assert {
        name: row[name] for name in ("uid", "place_name", "place_longitude", "ages_from", "ages_to", "themes", "starts")
    } == {
        "uid": UID,
        "place_name": "Hall",
        "place_longitude": "-1.25",
        "ages_from": "8",
        "ages_to": "",
        "themes": "Space; Time",
        "starts": "2027-07-01 14:00",
    }


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+44 20 7946 0000",
        "-2",
        "@SUM(A1)",
        " =1+1",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1+1",
        '=HYPERLINK("http://evil.example")',
    ],
)
def test_a_spreadsheet_takes_no_text_for_a_formula(text):
    [row] = rows(an_entry(title=text, summary=text))

    assert (cell(text)[0], row["title"][0], row["summary"][0]) == ("'", "'", "'")


@pytest.mark.parametrize(
    ("value", "shown"),
    [("Stars", "Stars"), (-1.25, -1.25), (None, ""), (True, "yes"), (["=a", "b"], "'=a; b"), (NOON + HOUR, "2027-07-01 13:00")],
)
def test_everything_else_is_left_as_it_is(value, shown):
    assert cell(value) == shown


def test_an_empty_spreadsheet_still_names_its_columns():
    text = to_csv(a_listing(fields=EXTRA)).decode("utf-8-sig")

    assert text.startswith("uid,title,url,summary,status,")
    assert text.endswith("modified,themes,note\r\n")


def test_every_field_is_in_the_documentation():
    documentation = (Path(__file__).parents[3] / "docs" / "outputs.md").read_text()

    assert [field.name for field in (*FIELDS, *EVENT_FIELDS) if f"`{field.name}`" not in documentation] == []
