"""The right to announce has two halves: the permission, and the page tree. Each alone is not enough."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from core.models import PublicChange
from events.announcing import announce_url
from events.changelog import PERMISSION, may_announce
from events.choices import ChangeKind
from tests.factories.events import EventPageFactory, EventsPageFactory
from tests.factories.roles import somebody_who_may

NOON = datetime(2027, 3, 18, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
ANSWER = {"kind": ChangeKind.CANCELLED, "about": "all", "reason": "The speaker is ill.", "confirm": "1"}


@pytest.mark.parametrize(
    ("permissions", "pages", "may"),
    [([PERMISSION], "here", True), ([PERMISSION], "elsewhere", False), ([PERMISSION], "", False), ([], "here", False)],
)
def test_announcing_takes_the_permission_and_the_page(client, home_page, events_page, permissions, pages, may):
    places = {"here": [events_page], "elsewhere": [EventsPageFactory(parent=home_page, slug="elsewhere")], "": []}[pages]
    user = somebody_who_may(*permissions, pages=[(place, "change_page") for place in places])
    with time_machine.travel(NOON, tick=False):
        client.force_login(user)
        event = EventPageFactory(parent=events_page, dates=[(NOON + DAY, NOON + DAY + timedelta(hours=1))])

        opened = client.get(announce_url([event]))
        sent = client.post(announce_url([event]), ANSWER)

    assert may_announce(user, event) is may
    assert (opened.status_code, opened.headers.get("location")) == ((200, None) if may else (302, "/admin/"))
    assert may or (sent.status_code, sent.url, PublicChange.objects.count()) == (302, "/admin/", 0)
