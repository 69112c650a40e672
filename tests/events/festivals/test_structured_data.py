import json
import re
from datetime import UTC, datetime

import time_machine

from tests.factories.core import VenueFactory
from tests.factories.events import EventPageFactory
from tests.factories.festivals import FestivalPageFactory


def objects(client, url):
    html = client.get(url).content.decode()
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1])


@time_machine.travel(datetime(2027, 4, 1, 12, 0, tzinfo=UTC), tick=False)
def test_a_festival_tells_machines_when_and_where_it_is_and_what_is_in_it(client, events_page):
    festival = FestivalPageFactory(
        parent=events_page, title="Science days", summary="Two days.", venues=[VenueFactory(name="Hall")]
    )
    starts = datetime(2027, 5, 1, 10, 0, tzinfo=UTC)
    event = EventPageFactory(parent=festival, title="Robots", dates=[(starts, starts.replace(hour=11))])

    [data] = [one for one in objects(client, festival.url) if one["@type"] == "Festival"]
    [part] = [one for one in objects(client, event.url) if one["@type"] == "Event"]

    assert (data["name"], data["startDate"], data["endDate"]) == ("Science days", "2027-05-01", "2027-05-02")
    assert [place["name"] for place in data["location"]] == ["Hall"]
    assert [(one["@type"], one["name"], one["startDate"]) for one in data["subEvent"]] == [
        ("Event", "Robots", "2027-05-01T11:00:00+01:00")
    ]
    assert f'<dd><a href="{festival.url}">Science days</a></dd>' in client.get(event.url).content.decode()
    assert part["superEvent"] == {
        "@type": "Festival",
        "@id": data["@id"],
        "name": "Science days",
        "url": festival.full_url,
    }
