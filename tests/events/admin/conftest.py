from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from tests.factories.core import AccessFeatureFactory, PictureFactory, VenueRoomFactory
from tests.factories.events import EventPageFactory

NOON = datetime(2027, 3, 18, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def stopped_clock():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def whole(events_page):
    """Makes an event that nothing is missing of."""
    picture, feature = PictureFactory(), AccessFeatureFactory()

    def make(title, room=None, *, start=NOON + HOUR, **values):
        room = room or VenueRoomFactory()
        page = EventPageFactory(
            parent=events_page, title=title, summary="Come.", image=picture, venue=room.venue, room=room,
            dates=[(start, start + HOUR)], **values,
        )  # fmt: skip
        page.access.create(feature=feature)
        page.save_revision().publish()
        return page

    return make
