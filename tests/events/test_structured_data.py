from datetime import UTC, datetime, timedelta

from django.test import RequestFactory

from events.choices import Status
from events.services import announce_change
from events.structured_data import event_objects
from tests.factories.core import VenueFactory
from tests.factories.events import EventPageFactory

NOON = datetime(2027, 1, 14, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def objects(page, now=NOON):
    return event_objects(page, RequestFactory().get("/"), now=now)


def test_a_free_event_in_person(events_page):
    venue = VenueFactory(name="Old Observatory", street="1 Hill Road", locality="Porthaven", postcode="PH1 2AB", country="GB")
    page = EventPageFactory(
        parent=events_page,
        title="Stars",
        summary="Bring a coat.",
        venue=venue,
        age_from=8,
        dates=[(NOON + HOUR, NOON + 3 * HOUR)],
    )
    [occurrence] = page.details.occurrences

    assert objects(page) == [
        {
            "@context": "https://schema.org",
            "@type": "Event",
            "@id": f"{page.full_url}#{occurrence.uid}",
            "name": "Stars",
            "url": page.full_url,
            "inLanguage": "en",
            "startDate": "2027-01-14T13:00:00+00:00",
            "endDate": "2027-01-14T15:00:00+00:00",
            "eventStatus": "https://schema.org/EventScheduled",
            "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
            "isAccessibleForFree": True,
            "description": "Bring a coat.",
            "location": {
                "@type": "Place",
                "name": "Old Observatory",
                "address": {
                    "@type": "PostalAddress",
                    "streetAddress": "1 Hill Road",
                    "addressLocality": "Porthaven",
                    "postalCode": "PH1 2AB",
                    "addressCountry": "GB",
                },
            },
            "typicalAgeRange": "8-",
            "offers": {"@type": "Offer", "price": "0", "priceCurrency": "GBP", "url": page.full_url},
        }
    ]


def test_an_event_that_moved_online_says_both(events_page):
    page = EventPageFactory(parent=events_page, online_url="https://meet.example/stars", dates=[(NOON + HOUR, NOON + 2 * HOUR)])
    announce_change(facts=page.facts, status=Status.MOVED_ONLINE, reason="Snow.", now=NOON)

    [data] = objects(page)

    assert (data["eventStatus"], data["eventAttendanceMode"], data["location"]) == (
        "https://schema.org/EventMovedOnline",
        "https://schema.org/OnlineEventAttendanceMode",
        {"@type": "VirtualLocation", "url": "https://meet.example/stars"},
    )


def test_dates_that_are_over_are_left_out_until_all_are(events_page):
    page = EventPageFactory(parent=events_page, dates=[(NOON, NOON + HOUR), (NOON + 24 * HOUR, NOON + 25 * HOUR)])

    assert [one["startDate"] for one in objects(page, NOON + 2 * HOUR)] == ["2027-01-15T12:00:00+00:00"]
    assert [one["startDate"] for one in objects(page, NOON + 99 * HOUR)] == ["2027-01-15T12:00:00+00:00"]
