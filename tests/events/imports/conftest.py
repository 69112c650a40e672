import pytest
import time_machine

from core.models import Audience
from tests.factories.core import AudienceFactory, FormatFactory, ThemeFactory, VenueFactory, VenueRoomFactory

from .desk import NOON, Desk


@pytest.fixture(autouse=True)
def stopped_clock():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def words(db):
    """Terms and places that files name."""
    VenueRoomFactory(venue=VenueFactory(name="Old Observatory", slug="observatory"), name="Dome")
    FormatFactory(name="Talk", slug="talk")
    ThemeFactory(name="Space", slug="space")
    ThemeFactory(name="Night", slug="night")
    AudienceFactory(name="Families", slug="families", axis=Audience.Axis.MEANT_FOR)


@pytest.fixture
def desk(client, editor, events_page, words):
    return Desk(client, editor, events_page)
