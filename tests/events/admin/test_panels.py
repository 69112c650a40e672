"""An event's editor is told at the top of the page."""

from django.urls import reverse

from tests.factories.core import AudienceFactory, VenueRoomFactory
from tests.factories.events import EventPageFactory

from .conftest import HOUR, NOON


def test_the_editor_of_an_event_is_warned_at_the_top_and_can_save_all_the_same(client, editor, whole, events_page):
    client.force_login(editor)
    room, families = VenueRoomFactory(name="Dome", venue__name="Observatory"), AudienceFactory(name="Families")
    whole("Moons", room, meant_for=[families])
    stars = EventPageFactory(
        parent=events_page,
        title="Stars",
        room=room,
        venue=room.venue,
        meant_for=[families],
        dates=[(NOON + HOUR, NOON + 2 * HOUR)],
    )

    body = " ".join(client.get(reverse("wagtailadmin_pages:edit", args=[stars.pk])).content.decode().split())

    assert "You can save and publish all the same." in body
    assert "<li>No picture</li>" in body
    assert "Same room at the same time (Observatory: Dome, Thursday 18 March 2027, 1pm):" in body
    assert "Same audience in the same hour (Families, Thursday 18 March 2027, 1pm):" in body


def test_an_event_with_nothing_missing_is_not_bothered(client, editor, whole):
    client.force_login(editor)

    body = client.get(reverse("wagtailadmin_pages:edit", args=[whole("Stars").pk])).content.decode()

    assert "Worth a look" not in body
