from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from core.models import VenueAccess
from events.choices import Participation
from events.festivals.services import release_programme
from tests.factories.core import AccessFeatureFactory, FormatFactory, VenueFactory, VenueRoomFactory
from tests.factories.festivals import SATURDAY, SUNDAY, FestivalPageFactory, SessionFactory, TrackFactory, run_at

NOON = datetime(2027, 4, 1, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_english():
    """A test before may have read a page in another language, which stays the language of its thread."""
    with translation.override("en"):
        yield


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


@pytest.fixture
def sessions(festival, boathouse, field, library):
    """Four sessions that differ in everything one may ask for."""
    VenueAccess.objects.create(venue=boathouse.venue, feature=AccessFeatureFactory(slug="step-free", name="Step-free"))
    bsl = AccessFeatureFactory(slug="bsl", name="BSL interpreted")
    water = TrackFactory(festival=festival, name="Under water")
    SessionFactory(
        festival=festival,
        title="Eels at noon",
        summary="They cross an ocean once.",
        kind=FormatFactory(slug="talk", name="Talk"),
        track=water,
        people=["Dr Non Prys"],
        age_from=8,
        access_features=[bsl],
        runs=[run_at(SATURDAY, "12:00", "13:00", boathouse), run_at(SUNDAY, "12:00", "13:00", boathouse)],
        words={"cy": {"title": "Llysywod am hanner dydd", "summary": "Croesant gefnfor unwaith."}},
    )
    SessionFactory(
        festival=festival,
        title="Mud kitchen",
        participation=Participation.DROP_IN,
        age_to=7,
        runs=[run_at(SATURDAY, "10:00", "15:00", field)],
    )
    SessionFactory(festival=festival, title="Night songs", price="paid", runs=[run_at(SATURDAY, "17:00", "18:00", library)])
    SessionFactory(
        festival=festival,
        title="Otters",
        is_cancelled=True,
        reason="They have moved away.",
        runs=[run_at(SUNDAY, "10:30", "11:30", field)],
    )
    return release_programme(festival=festival, note="", now=NOON)


@pytest.fixture
def read(client, festival_page):
    def read(path="programme/"):
        response = client.get(festival_page.url + path)
        assert response.status_code == 200, path
        return " ".join(response.content.decode().split())

    return read


@pytest.fixture
def desk(client, editor, festival):
    client.force_login(editor)
    url = reverse("festival_import_sessions", args=[festival.pk])

    class Desk:
        def look(self, text, name="sessions.csv"):
            content = text if isinstance(text, bytes) else text.encode()
            return client.post(url, {"file": SimpleUploadedFile(name, content)})

        def bring_in(self, text, **said):
            kept = self.look(text).context["kept"]
            return client.post(url, {**kept, "confirm": "1", **said})

        def table(self):
            response = client.get(reverse("festival_sessions_table", args=[festival.pk]))
            return response.content.decode("utf-8-sig")

    return Desk()
