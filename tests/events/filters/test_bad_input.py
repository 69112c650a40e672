import pytest

from tests.events.filters.asking import filters, on
from tests.factories.events import EventPageFactory


@pytest.mark.parametrize(
    ("query", "ignored"),
    [
        ("q=" + "x" * 300, ["x" * 40]),
        ("date=someday", ["someday"]),
        ("date=2027-13", ["2027-13"]),
        ("date=1066-10", ["1066-10"]),
        ("date=today&date=week", ["Next 7 days"]),
        ("from=yesterday", ["From yesterday"]),
        ("from=2027-02-30", ["From 2027-02-30"]),
        ("from=9999-12-31", ["From 9999-12-31"]),
        ("to=0000-00-00", ["To 0000-00-00"]),
        ("from=2027-03-17&to=2027-03-16", ["From 17 March 2027 To 16 March 2027"]),
        ("from=2027-01-01&to=2028-01-02", ["From 1 January 2027 To 2 January 2028 (at most 366 days)"]),
        ("format=nonsense", ["nonsense"]),
        ("theme=%27+OR+1%3D1", ["' OR 1=1"]),
        ("audience=" + "y" * 5000, ["y" * 40]),
        ("age=child", ["child"]),
        ("age_from=-1", ["Youngest -1"]),
        ("age_to=99999999999999999999", ["Oldest 9999999999999999999999999999999999999999"[:27]]),
        ("age_from=٥", ["Youngest ٥"]),
        ("age_from=1e3", ["Youngest 1e3"]),
        ("age_from=12&age_to=5", ["Youngest 12 Oldest 5"]),
        ("mode=hybrid", ["hybrid"]),
        ("area=%F0%9F%90%9D", ["🐝"]),
        ("venue=<script>", ["<script>"]),
        ("access=true", ["true"]),
        ("price=0", ["0"]),
        ("festival=none", ["none"]),
        ("language=klingon", ["klingon"]),
        ("open=doors", ["doors"]),
        ("when=always", ["always"]),
        ("view=cube", ["cube"]),
        ("sort=random", ["random"]),
    ],
)
def test_what_is_absurd_is_left_out_and_named(events_page, client, query, ignored):
    EventPageFactory(parent=events_page, title="Talk", dates=[on(1)])
    found = filters(query)

    assert found.ignored == ignored
    response = client.get(f"{events_page.url}?{query}")
    assert (response.status_code, "Some of what was asked for" in response.content.decode()) == (200, True)


def test_a_thousand_words_and_values_are_no_trouble(events_page, client):
    EventPageFactory(parent=events_page, title="Talk", dates=[on(1)])

    words = client.get(events_page.url, {"q": "word " * 600})
    values = client.get(f"{events_page.url}?" + "&".join(f"theme=t{n}" for n in range(900)))

    assert (words.status_code, values.status_code) == (200, 200)
