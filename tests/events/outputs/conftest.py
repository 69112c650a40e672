from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
import time_machine
from django.db.models import QuerySet
from wagtail.models import Locale

from core.models import PublicChange
from core.models.venues import VenueAccess
from events.choices import Status
from events.models import DraftEvent, EventAccess, EventDate, EventPage
from events.services import announce_change
from tests.factories.core import (
    AccessFeatureFactory,
    AudienceFactory,
    FormatFactory,
    OrganisationFactory,
    ThemeFactory,
    VenueFactory,
    VenueRoomFactory,
)
from tests.factories.events import EventPageFactory

#: When everything here is read: a Monday morning in summer time.
NOW = datetime(2027, 6, 28, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def dated(number, **values):
    """A date with a known uid."""
    return EventDate(uid=UUID(int=number, version=4), **values)


@pytest.fixture
def programme(clock, events_page):
    """A list with one of everything that the formats must tell apart. The clock has moved on an hour when it is done."""
    day, clock_time = datetime(2027, 7, 1).date(), datetime(2027, 7, 1, 18, 0).time()
    step_free = AccessFeatureFactory(name="Step-free access", slug="step-free")
    captions = AccessFeatureFactory(name="Live captions", slug="captions", group="communication")
    venue = VenueFactory(
        name="Old Observatory",
        slug="old-observatory",
        street="1 Hill Road",
        locality="Porthaven",
        postcode="PH1 2AB",
        latitude="51.50000",
        longitude="-1.25000",
        website="https://observatory.example/",
    )
    venue.access = [VenueAccess(feature=step_free, answer="yes")]
    venue.save()
    EventPageFactory(
        parent=events_page,
        title="Stars, planets; and all that",
        slug="stars",
        summary="Look through the big telescope.\nBring a coat.",
        format=FormatFactory(name="Open lab", slug="open-lab"),
        themes=[ThemeFactory(name="Space", slug="space")],
        meant_for=[AudienceFactory(name="Families", slug="families")],
        partners=[OrganisationFactory(name="Porthaven Astronomers", slug="astronomers")],
        access=[EventAccess(feature=captions, answer="on-request")],
        venue=venue,
        room=VenueRoomFactory(venue=venue, name="Dome"),
        age_from=8,
        price="paid",
        price_from="5.00",
        price_to="12.50",
        booking="external",
        booking_url="https://tickets.example/stars",
        event_languages="en bfi",
        contact_name="Ann Example",
        contact_email="ann@example.org",
        dates=[
            dated(1, start_date=day, start_time=clock_time, end_time=datetime(2027, 7, 1, 19, 30).time()),
            dated(2, start_date=datetime(2027, 11, 4).date(), start_time=clock_time, note="With British Sign Language"),
        ],
    )
    EventPageFactory(
        parent=events_page,
        title="Science weekend",
        slug="weekend",
        dates=[dated(3, start_date=datetime(2027, 7, 3).date(), end_date=datetime(2027, 7, 4).date())],
    )
    EventPageFactory(
        parent=events_page,
        title="Picnic in the park",
        slug="picnic",
        dates=[dated(4, start_date=day, start_time=clock_time)],
    )
    EventPageFactory(
        parent=events_page,
        title="Questions from Nairobi",
        slug="nairobi",
        attendance_mode="online",
        online_url="https://meet.example/nairobi",
        timezone="Africa/Nairobi",
        dates=[dated(5, start_date=day, start_time=clock_time, end_time=datetime(2027, 7, 1, 19, 0).time())],
    )
    clock.shift(HOUR)
    announce_change(
        facts=EventPage.objects.get(slug="picnic").facts,
        status=Status.CANCELLED,
        reason="The ground is under water.",
        now=NOW + HOUR,
    )
    for number, page in enumerate(EventPage.objects.order_by("path"), start=1):
        QuerySet.update(PublicChange.objects.about("event", page.translation_key), key=UUID(int=100 + number, version=4))
        type(page.facts).objects.filter(pk=page.facts.pk).update(translation_key=UUID(int=100 + number, version=4))
        EventPage.objects.filter(pk=page.pk).update(translation_key=UUID(int=100 + number, version=4))
        DraftEvent.objects.filter(page=page.pk).update(translation_key=UUID(int=100 + number, version=4))
    return events_page


@pytest.fixture
def welsh(home_page, events_page):
    """The home page and the list in Welsh."""
    locale = Locale.objects.get(language_code="cy")
    home_page.copy_for_translation(locale).save_revision().publish()
    events_page.copy_for_translation(locale).save_revision().publish()
    return locale
