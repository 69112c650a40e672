from datetime import UTC, date, datetime, time, timedelta

from django.test import RequestFactory

from core.models.venues import VenueAccess
from core.outputs import Entry, Place
from events.choices import Status
from events.festivals.serializers import festival_object
from events.models import EventDate, EventPage
from events.models.dates import EventPerson
from events.services import announce_change
from events.structured_data import event_objects
from tests.factories.core import AccessFeatureFactory, VenueFactory
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
            "offers": {
                "@type": "Offer",
                "price": "0",
                "priceCurrency": "GBP",
                "url": page.full_url,
                "availability": "https://schema.org/InStock",
                "validFrom": page.first_published_at.isoformat(timespec="seconds"),
            },
            "organizer": {
                "@type": "Organization",
                "@id": "http://localhost/#organisation",
                "url": "http://localhost/",
                "name": "Engage",
            },
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


def test_several_dates_are_a_series_of_events(events_page):
    page = EventPageFactory(
        parent=events_page, title="Star club", dates=[(NOON + day * HOUR, NOON + (day + 1) * HOUR) for day in (24, 48)]
    )

    [series] = objects(page)

    assert (series["@context"], series["@type"], series["name"]) == ("https://schema.org", "EventSeries", "Star club")
    assert (series["startDate"], series["endDate"]) == ("2027-01-15T12:00:00+00:00", "2027-01-16T13:00:00+00:00")
    assert [(one["@type"], one["startDate"]) for one in series["subEvent"]] == [
        ("Event", "2027-01-15T12:00:00+00:00"),
        ("Event", "2027-01-16T12:00:00+00:00"),
    ]


def test_a_range_of_prices_where_to_book_and_what_the_place_offers(events_page):
    venue = VenueFactory(name="Town Hall")
    lift, quiet = AccessFeatureFactory(name="Lift"), AccessFeatureFactory(name="Captions", group="communication")
    venue.access = [VenueAccess(feature=lift, answer="yes"), VenueAccess(feature=quiet, answer="yes")]
    venue.save()
    page = EventPageFactory(
        parent=events_page,
        venue=venue,
        price="paid",
        price_from=5,
        price_to=12,
        booking="external",
        booking_url="https://tickets.example/",
        event_languages="en bfi",
        dates=[(NOON + HOUR, NOON + 2 * HOUR)],
    )

    [data] = objects(page)

    assert data["inLanguage"] == ["en", "bfi"]
    assert data["isAccessibleForFree"] is False
    assert (data["offers"]["price"], data["offers"]["url"]) == ("5.00", "https://tickets.example/")
    assert data["offers"]["priceSpecification"] == {
        "@type": "PriceSpecification",
        "minPrice": "5.00",
        "maxPrice": "12.00",
        "priceCurrency": "GBP",
    }
    assert data["location"]["amenityFeature"] == [{"@type": "LocationFeatureSpecification", "name": "Lift", "value": True}]


def test_nobody_is_offered_a_place_at_what_is_cancelled_or_over(events_page):
    page = EventPageFactory(parent=events_page, dates=[(NOON + HOUR, NOON + 2 * HOUR)])

    [over] = objects(page, NOON + 9 * HOUR)
    announce_change(facts=page.facts, status=Status.CANCELLED, reason="Storm.", now=NOON)
    [cancelled] = objects(EventPage.objects.get(pk=page.pk))

    assert ["availability" in data["offers"] for data in (over, cancelled)] == [False, False]


def test_what_ends_nobody_knows_when_is_on_until_its_day_is_over(events_page):
    today, tomorrow = (EventDate(start_date=NOON.date() + timedelta(days=day), start_time=time(12)) for day in (0, 1))
    page = EventPageFactory(parent=events_page, dates=[today, tomorrow])

    [series] = objects(page, NOON + 2 * HOUR)

    assert [(one["startDate"], "endDate" in one, "availability" in one["offers"]) for one in series["subEvent"]] == [
        ("2027-01-14T12:00:00+00:00", False, True),
        ("2027-01-15T12:00:00+00:00", False, True),
    ]


def test_who_is_to_be_met_performs(events_page):
    page = EventPageFactory(parent=events_page, dates=[(NOON + day * HOUR, NOON + (day + 1) * HOUR) for day in (24, 48)])
    page.people = [EventPerson(name="Dr Ada Example", url="https://ada.example/"), EventPerson(name="Bea Example")]
    page.save_revision().publish()

    [series] = objects(EventPage.objects.get(pk=page.pk))

    people = [
        {"@type": "Person", "name": "Dr Ada Example", "url": "https://ada.example/"},
        {"@type": "Person", "name": "Bea Example"},
    ]
    assert [one["performer"] for one in series["subEvent"]] == [people, people]


def test_an_event_with_a_new_date_says_when_it_was_to_be(events_page):
    page = EventPageFactory(parent=events_page, dates=[(NOON + HOUR, NOON + 2 * HOUR)])
    [written] = page.dates.all()
    written.start_date = written.end_date = (NOON + 48 * HOUR).date()
    page.dates = [written]
    page.save_revision().publish()

    [data] = objects(EventPage.objects.get(pk=page.pk))

    assert (data["eventStatus"], data["previousStartDate"], data["startDate"]) == (
        "https://schema.org/EventRescheduled",
        "2027-01-14T13:00:00+00:00",
        "2027-01-16T13:00:00+00:00",
    )


ENTRY = Entry(
    uid="6b1f0c1e-1111-4111-8111-111111111111",
    title="Robots",
    url="https://engage.example/robots/",
    modified=NOON,
    starts_at=NOON + HOUR,
    ends_at=NOON + 2 * HOUR,
    attendance_mode="in-person",
    place=Place(name="Hall"),
)


def test_a_festival_holds_its_parts_and_places():
    data = festival_object(
        name="Science days",
        url="https://engage.example/days/",
        starts=date(2027, 5, 1),
        ends=date(2027, 5, 2),
        places=[Place(name="Hall", latitude=51.5, longitude=-1.25)],
        parts=[ENTRY],
        now=NOON,
    )

    assert (data["@type"], data["@id"]) == ("Festival", "https://engage.example/days/#festival")
    assert (data["startDate"], data["endDate"]) == ("2027-05-01", "2027-05-02")
    assert data["location"] == [
        {"@type": "Place", "name": "Hall", "geo": {"@type": "GeoCoordinates", "latitude": 51.5, "longitude": -1.25}}
    ]
    assert [(one["@type"], one["name"], one["location"]["name"]) for one in data["subEvent"]] == [("Event", "Robots", "Hall")]
