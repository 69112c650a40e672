import pytest

from tests.factories.core import VenueFactory, VenueRoomFactory
from tests.factories.festivals import FestivalPageFactory


@pytest.fixture
def meadow(db):
    return VenueFactory(name="The Meadow", slug="meadow", latitude="51.66688", longitude="-2.78899")


@pytest.fixture
def boathouse(meadow):
    return VenueRoomFactory(venue=meadow, name="Boathouse")


@pytest.fixture
def field(meadow):
    return VenueRoomFactory(venue=meadow, name="Lower Field")


@pytest.fixture
def library(db):
    """A room twenty minutes' walk from the meadow."""
    venue = VenueFactory(name="Central Library", slug="library", latitude="51.65634", longitude="-2.78033")
    return VenueRoomFactory(venue=venue, name="Reading Room")


@pytest.fixture
def festival_page(events_page, meadow):
    return FestivalPageFactory(parent=events_page, title="Festival of the River", slug="river", venues=[meadow])


@pytest.fixture
def festival(festival_page):
    return festival_page.festival
