"""What a visitor reads on an event's page before, during and after it."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from urllib.parse import quote

import pytest
import time_machine
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale

from core.choices import AccessAnswer
from core.models import VenueAccess
from events.choices import ChangeKind, Status
from events.models import EventAccess, EventDate, EventPage
from events.services import announce_change
from events.services.changes import NewPlace
from events.structured_data import event_objects
from events.templatetags.event_words import language_names
from tests.factories.core import AccessFeatureFactory, OrganisationFactory, VenueFactory
from tests.factories.events import EventPageFactory, written

NOON = datetime(2027, 3, 18, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
RECORD = [("text", "<p>Ninety people came.</p>")]


@pytest.mark.parametrize(
    ("now", "shown", "hidden"),
    [
        (NOON - HOUR, ["Add to your calendar", "No booking needed"], ["On now", "This event is over", "Ninety people came."]),
        (NOON, ["On now", "Add to your calendar"], ["This event is over", "Ninety people came."]),
        (NOON + HOUR, ["This event is over", "What happened", "Ninety people came."], ["On now", "Add to your calendar"]),
    ],
)
def test_before_during_and_after(client, events_page, now, shown, hidden):
    page = EventPageFactory(parent=events_page, record=RECORD, dates=[(NOON, NOON + HOUR)])

    with time_machine.travel(now, tick=False):
        body = client.get(page.url).content.decode()

    assert [words for words in shown if words not in body] == []
    assert [words for words in hidden if words in body] == []


@time_machine.travel(NOON, tick=False)
def test_access_shows_the_venue_and_marks_what_differs(client, events_page):
    lift, loop = AccessFeatureFactory(name="Lift"), AccessFeatureFactory(name="Hearing loop")
    venue = VenueFactory()
    VenueAccess.objects.create(venue=venue, feature=lift, answer=AccessAnswer.YES)
    VenueAccess.objects.create(venue=venue, feature=loop, answer=AccessAnswer.YES)
    page = EventPageFactory(
        parent=events_page,
        venue=venue,
        access=[EventAccess(feature=loop, answer=AccessAnswer.NO, note="Being repaired")],
        dates=[(NOON + HOUR, NOON + 2 * HOUR)],
    )

    lines = [(line.feature.name, line.answer, line.note, line.differs) for line in page.details.at(NOON).place.access]

    assert lines == [("Lift", "yes", "", False), ("Hearing loop", "no", "Being repaired", True)]
    assert "Different from usual here" in client.get(page.url).content.decode()


@time_machine.travel(NOON, tick=False)
def test_people_are_led_to_where_it_is_now(client, events_page):
    lift = AccessFeatureFactory(name="Lift")
    old = VenueFactory(name="Old Hall", travel="<p>Bus 1.</p>", latitude=Decimal("51.5"), longitude=Decimal("-1.2"))
    new = VenueFactory(name="New Hall", travel="<p>Bus 2.</p>", latitude=Decimal("52.5"), longitude=Decimal("-2.2"))
    VenueAccess.objects.create(venue=old, feature=lift, answer=AccessAnswer.YES)
    VenueAccess.objects.create(venue=new, feature=lift, answer=AccessAnswer.NO)
    page = EventPageFactory(parent=events_page, venue=old, dates=[(NOON + HOUR, NOON + 2 * HOUR)])

    announce_change(
        facts=page.facts, status=ChangeKind.NEW_VENUE, new_place=NewPlace(venue=new), reason="The roof leaks.", now=NOON
    )

    details = EventPage.objects.get(pk=page.pk).details.at(NOON)
    assert (details.where, [(line.feature.name, line.answer) for line in details.place.access]) == (
        "New Hall",
        [("Lift", "no")],
    )
    body = client.get(page.url).content.decode()
    assert [words for words in ("Bus 2.", "mlat=52.5", "Lift</strong>: No") if words not in body] == []
    assert [words for words in ("Bus 1.", "mlat=51.5", "Lift</strong>: Yes") if words in body] == []
    [event] = event_objects(EventPage.objects.get(pk=page.pk), RequestFactory().get(page.url), now=NOON)
    assert (event["location"]["name"], [one["value"] for one in event["location"]["amenityFeature"]]) == ("New Hall", [False])


@time_machine.travel(NOON, tick=False)
def test_a_date_elsewhere_leads_there_and_the_next_one_decides_where_it_is(client, events_page):
    hall, barn = VenueFactory(name="Hall"), VenueFactory(name="Barn")
    page = EventPageFactory(
        parent=events_page,
        venue=hall,
        dates=[
            EventDate(start_date=NOON.date() + timedelta(days=1)),
            EventDate(start_date=NOON.date() + timedelta(days=2), venue=barn),
            EventDate(start_date=NOON.date() + timedelta(days=3), venue=barn, attendance_mode="online"),
        ],
    )

    def shown(now):
        details = page.details.at(now)
        lines = [(line.elsewhere, line.venue and line.venue.name) for line in details.dates]
        return details.where, details.place.venue.name, lines

    assert shown(NOON) == ("Hall", "Hall", [("", None), ("Barn", "Barn"), ("Online", None)])
    assert shown(NOON + timedelta(days=2)) == ("Barn", "Barn", [("Hall", "Hall"), ("", None), ("Online", None)])
    assert f'<a href="/venues/{barn.slug}/">Barn</a>' in client.get(page.url).content.decode()


@time_machine.travel(NOON, tick=False)
def test_what_is_only_online_says_nothing_of_stairs(client, events_page):
    ramp, captions = AccessFeatureFactory(name="Ramp"), AccessFeatureFactory(name="Captions")
    venue = VenueFactory(access_notes="<p>Ring the bell.</p>")
    VenueAccess.objects.create(venue=venue, feature=ramp, answer=AccessAnswer.YES)
    page = EventPageFactory(
        parent=events_page,
        venue=venue,
        access=[EventAccess(feature=captions, answer=AccessAnswer.YES)],
        dates=[(NOON + HOUR, NOON + 2 * HOUR)],
    )

    announce_change(facts=page.facts, status=ChangeKind.MOVED_ONLINE, reason="Snow.", now=NOON)

    details = EventPage.objects.get(pk=page.pk).details.at(NOON)
    assert [line.feature.name for line in details.place.access] == ["Captions"]
    body = client.get(page.url).content.decode()
    assert ("Ring the bell." in body, "You can take part online." in body) == (False, True)


@pytest.mark.parametrize("status", [ChangeKind.CANCELLED, ChangeKind.POSTPONED])
@time_machine.travel(NOON, tick=False)
def test_nobody_is_told_to_take_part_in_what_is_off(client, events_page, status):
    page = EventPageFactory(
        parent=events_page,
        attendance_mode="online",
        online_url="https://meet.example/",
        dates=[(NOON + HOUR, NOON + 2 * HOUR)],
    )
    before = client.get(page.url).content.decode()

    announce_change(facts=page.facts, status=status, reason="Snow.", now=NOON)

    after = client.get(page.url).content.decode()
    assert ["Take part online</a>" in body for body in (before, after)] == [True, False]


def test_what_was_announced_of_all_dates_says_nothing_of_one_that_is_added_later(events_page):
    page = EventPageFactory(parent=events_page, dates=[(NOON + HOUR, NOON + 2 * HOUR), (NOON + 25 * HOUR, NOON + 26 * HOUR)])
    for status, reason in ((Status.CANCELLED, "The roof leaks."), (Status.SCHEDULED, "The hall is dry again.")):
        announce_change(facts=page.facts, status=status, reason=reason, now=NOON)
    page.dates.add(written((NOON + 200 * 24 * HOUR, NOON + 201 * 24 * HOUR)))
    page.save_revision().publish()

    soon, later = (EventPage.objects.get(pk=page.pk).details.at(now).notices for now in (NOON, NOON + 99 * 24 * HOUR))

    assert ([notice.reason for notice in soon], later) == (["The hall is dry again."], [])


@time_machine.travel(NOON, tick=False)
def test_a_cancelled_date_among_others_is_marked_and_the_event_is_not(client, events_page):
    page = EventPageFactory(parent=events_page, dates=[(NOON + HOUR, NOON + 2 * HOUR), (NOON + 25 * HOUR, NOON + 26 * HOUR)])
    first = page.facts.occurrences.order_by("starts_at").first()
    announce_change(facts=page.facts, occurrence=first, status=Status.CANCELLED, reason="Snow.", now=NOON)

    details = page.details.at(NOON)

    assert (details.status, [line.status_words for line in details.dates]) == (Status.SCHEDULED, ["Cancelled", ""])
    body = client.get(page.url).content.decode()
    assert "Snow." in body
    # At a glance it is struck out; the head and the calendars on the web are about the one that takes place.
    assert (body.count("<s>Thursday 18 March 2027, 1pm to 2pm</s>"), body.count("<s>")) == (1, 1)
    assert (details.next.words, details.more_dates_words) == ("Friday 19 March 2027, 1pm to 2pm", "")
    assert "20270319T130000" in body


@time_machine.travel(NOON, tick=False)
def test_once_every_date_is_off_the_next_of_them_leads(client, events_page):
    page = EventPageFactory(parent=events_page, dates=[(NOON + HOUR, NOON + 2 * HOUR), (NOON + 25 * HOUR, NOON + 26 * HOUR)])

    announce_change(facts=page.facts, status=Status.POSTPONED, reason="Snow.", now=NOON)

    details = page.details.at(NOON)
    assert (details.next.words, details.more_dates_words) == ("Thursday 18 March 2027, 1pm to 2pm", "and 1 more date")
    body = client.get(page.url).content.decode()
    assert (body.count("<s>"), "calendar.google.com/calendar/render" in body, "Add to your calendar" in body) == (
        3,
        False,
        False,
    )
    assert quote("Postponed: Thursday 18 March 2027, 1pm to 2pm") in body


def test_a_preview_shows_what_is_written_and_not_what_is_published(client, editor, events_page):
    page = EventPageFactory(parent=events_page, title="Old title", dates=[(NOON + HOUR, NOON + 2 * HOUR)])
    page.title, page.age_from = "New title", 12
    client.force_login(editor)

    response = page.make_preview_request(preview_mode="")

    body = response.rendered_content if hasattr(response, "rendered_content") else response.content.decode()
    assert "New title" in body
    assert "Ages 12 and over" in body


def test_languages_are_named_and_an_unknown_code_stays():
    with translation.override("en"):
        assert language_names("en bfi xx-unknown") == "English, British Sign Language, xx-unknown"


@time_machine.travel(NOON, tick=False)
def test_the_head_says_what_decides_whether_to_read_on(client, events_page):
    dates = [(NOON + day * HOUR, NOON + (day + 1) * HOUR) for day in (24, 48, 72, 96)]
    page = EventPageFactory(
        parent=events_page,
        price="paid",
        price_from=5,
        price_to=12,
        age_from=8,
        booking="external",
        booking_url="https://tickets.example/",
        dates=dates,
    )

    head = client.get(page.url).content.decode().partition("</header>\n\n  <div")[0].partition('class="page-header')[2]

    assert [words for words in ("£5 to £12", "Ages 8 and over") if words not in head] == []
    assert ('href="#all-dates">and 3 more dates' in head, 'href="https://tickets.example/"' in head) == (True, True)
    assert f'href="{page.url}event.ics"' in head


@time_machine.travel(NOON, tick=False)
def test_nobody_is_asked_to_book_what_is_over_or_will_not_take_place(client, events_page):
    offered = EventPageFactory(parent=events_page, booking="external", booking_url="https://tickets.example/")
    about = {"booking": "external", "booking_url": "https://tickets.example/"}
    over = EventPageFactory(parent=events_page, dates=[(NOON - 2 * HOUR, NOON - HOUR)], **about)
    cancelled = EventPageFactory(parent=events_page, dates=[(NOON + HOUR, NOON + 2 * HOUR)], **about)
    announce_change(facts=cancelled.facts, status=Status.CANCELLED, reason="Storm.", now=NOON)

    shown = [">Book a place<" in client.get(page.url).content.decode() for page in (offered, over, cancelled)]
    assert shown == [True, False, False]


def test_partners_have_names_that_lead_to_them(client, events_page):
    partners = [OrganisationFactory(name="Astronomers", url="https://stars.example/"), OrganisationFactory(name="Friends")]
    page = EventPageFactory(parent=events_page, partners=partners)

    html = client.get(page.url).content.decode()

    assert '<a href="https://stars.example/" rel="noopener">Astronomers</a>, Friends</dd>' in html


def test_a_list_of_dates_can_be_subscribed_to_on_the_web_too(client, events_page):
    html = client.get(EventPageFactory(parent=events_page, slug="stars").url).content.decode()

    webcal = quote("webcal://localhost/whats-on/stars/event.ics", safe="")
    assert f'href="https://calendar.google.com/calendar/r?cid={webcal}"' in html
    assert f"addfromweb?url={webcal.replace('webcal', 'http')}" in html


@time_machine.travel(NOON, tick=False)
def test_translators_see_when_and_where_it_is(client, admin_user, events_page):
    client.force_login(admin_user)
    hall, barn = VenueFactory(name="Hall"), VenueFactory(name="Barn")
    page = EventPageFactory(parent=events_page, venue=hall, dates=[(NOON + HOUR, NOON + 2 * HOUR)])
    welsh = page.copy_for_translation(Locale.objects.get(language_code="cy"), copy_parents=True)
    announce_change(facts=page.facts, status=ChangeKind.NEW_VENUE, new_place=NewPlace(venue=barn), reason="A leak.", now=NOON)

    body = client.get(reverse("wagtailadmin_pages:edit", args=[welsh.pk])).content.decode()

    assert ("<dd>Barn</dd>" in body, "<dd>Hall</dd>" in body, "18 March 2027, 1pm to 2pm" in body) == (True, False, True)
