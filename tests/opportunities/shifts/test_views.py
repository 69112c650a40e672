"""What a volunteer sees, at a fixed time."""

import re
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from config.limits import Limit
from core.models import Refusal
from events.choices import Status
from events.models import EventPage
from events.services import announce_change
from opportunities.models import Hold, Shift
from opportunities.shifts import holds
from tests.factories.events import SOME_DAY
from tests.factories.opportunities import VolunteerRolePageFactory
from tests.factories.shifts import HOUR, event_at, shifts_of

NOW = SOME_DAY - timedelta(days=7)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def event(events_page):
    return event_at(events_page, SOME_DAY, SOME_DAY + HOUR, SOME_DAY + DAY, title="Family day")


@pytest.fixture
def shifts(event, role):
    """Two on one day that overlap, and one the day after."""
    return shifts_of(role, event, people=2)


def text(response):
    """The words of the page, as they are read out."""
    main = response.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def url_of(role):
    return reverse("shifts:choose", kwargs={"role": role.translation_key})


def take(client, role, *shifts, network="127.0.0.1", once="", **headers):
    posted = {"shift": [str(shift.uid) for shift in shifts], "once": once}
    return client.post(url_of(role), posted, headers=headers, REMOTE_ADDR=network)


def test_a_roles_page_shows_its_shifts_by_day_with_what_is_left_in_words(client, role, event, shifts):
    holds.hold_places(role=role.opportunity_facts, shifts=[shifts[0]], now=NOW)
    Shift.objects.filter(pk=shifts[1].pk).update(places=1)
    holds.hold_places(role=role.opportunity_facts, shifts=[shifts[1]], now=NOW)
    announce_change(facts=event.facts, status=Status.CANCELLED, reason="Storm", now=NOW, occurrence=shifts[2].occurrence)

    response = client.get(role.url)

    shown = text(response).split("Shifts ", 1)[1].split(" We hold", 1)[0]
    assert shown == (
        "Thursday 18 March 2027 6pm to 8pm UK time Family day 1 place left 7pm to 9pm UK time Family day Full "
        "Friday 19 March 2027 6pm to 8pm UK time Family day Cancelled"
    )
    assert re.findall(r'name="shift" value="([^"]+)"', response.content.decode()) == [str(shifts[0].uid)]
    assert "csrfmiddlewaretoken" not in response.content.decode()
    assert not response.cookies


def test_a_hidden_event_hides_its_shifts(client, role, event, shifts):
    event.unpublish()

    assert "Family day" not in text(client.get(role.url))
    assert 'name="shift"' not in client.get(role.url).content.decode()


def test_taking_places_leads_to_a_page_that_says_until_when_and_how_to_go_on(client, role, shifts):
    answer = take(client, role, shifts[0], shifts[2])

    page = client.get(answer.url)
    assert (answer.status_code, answer.cookies, page.cookies) == (302, {}, {})
    read = text(page)
    for words in (
        "Your places are held Until 6:30pm UK time: 30 minutes left.",
        "Thursday 18 March 2027, 6pm to 8pm UK time Family day Give back",
        "Friday 19 March 2027, 6pm to 8pm UK time Family day Give back",
        "Write to us while your places are held.",
    ):
        assert words in read
    assert "subject=Steward&amp;body=I%20would%20like%20these%20shifts%3A%0D%0AThursday%2018" in page.content.decode()
    assert (page["Cache-Control"], page["Referrer-Policy"]) == (
        "max-age=0, no-cache, no-store, must-revalidate, private", "same-origin",
    )  # fmt: skip


def test_looking_changes_nothing_and_the_time_runs_out(client, role, shifts, clock):
    url = take(client, role, shifts[0]).url
    clock.shift(timedelta(minutes=29, seconds=30))
    assert "less than a minute left" in text(client.get(url))

    clock.shift(timedelta(seconds=30))
    gone = client.get(url)

    assert (gone.status_code, "No places are held here Either the time is up" in text(gone)) == (410, True)
    assert f'href="{url_of(role)}"' in gone.content.decode()
    assert "2 places left" in text(client.get(role.url))


def test_places_are_given_back_and_others_taken_with_the_page_alone(client, role, shifts):
    url = take(client, role, shifts[0]).url

    client.post(url, {"action": "add", "shift": shifts[2].uid})
    assert list(Shift.objects.values_list("taken", flat=True)) == [1, 0, 1]
    client.post(url, {"action": "give-back", "shift": shifts[0].uid})
    assert list(Shift.objects.values_list("taken", flat=True)) == [0, 0, 1]
    gone = client.post(url, {"action": "give-back-all"}, follow=True)

    assert (gone.status_code, list(Shift.objects.values_list("taken", flat=True))) == (410, [0, 0, 0])


def test_an_overlap_is_refused_in_words_and_keeps_what_was_ticked(client, role, shifts):
    answer = take(client, role, shifts[0], shifts[1])

    assert answer.status_code == 409
    assert (
        "These two shifts are at the same time: Thursday 18 March 2027, 6pm to 8pm UK time, and "
        "Thursday 18 March 2027, 7pm to 9pm UK time. Choose one of them."
    ) in text(answer)
    assert answer.content.decode().count(" checked") == 2
    assert Hold.objects.count() == 0


def test_adding_an_overlap_is_refused_on_the_page_of_the_hold(client, role, shifts):
    url = take(client, role, shifts[0]).url

    answer = client.post(url, {"action": "add", "shift": shifts[1].uid})

    assert (answer.status_code, "These two shifts are at the same time" in text(answer)) == (409, True)


def test_shifts_that_come_to_overlap_since_an_event_moved_say_so(client, role, event, shifts):
    url = take(client, role, shifts[0], shifts[2]).url
    assert "at the same time" not in text(client.get(url))

    Shift.objects.filter(pk=shifts[2].pk).update(
        starts_at=shifts[0].starts_at, hands_over_at=shifts[0].hands_over_at, ends_at=shifts[0].ends_at
    )

    assert "Two of your shifts are now at the same time" in text(client.get(url))


def test_a_role_that_closes_meanwhile_offers_nothing_more(client, role, shifts):
    url = take(client, role, shifts[0]).url
    assert "Take it too" in text(client.get(url))
    role.closes_date = (NOW - DAY).date()
    role.save_revision().publish()

    assert "Take it too" not in text(client.get(url))
    assert client.post(url, {"action": "add", "shift": shifts[2].uid}).status_code == 409


def test_what_is_held_can_still_be_seen_when_its_event_and_role_are_gone(client, role, event, shifts):
    url = take(client, role, shifts[0]).url
    EventPage.objects.get(pk=event.pk).delete()
    role.delete()

    page = client.get(url)

    assert (page.status_code, "Thursday 18 March 2027, 6pm to 8pm UK time Cancelled Give back" in text(page)) == (200, True)
    assert client.post(url, {"action": "give-back-all"}).status_code == 302


def test_a_full_shift_says_that_somebody_was_faster(client, role, shifts):
    for person in (1, 2):
        take(client, role, shifts[0], network=f"203.0.113.{person}")

    answer = take(client, role, shifts[0])

    assert answer.status_code == 409
    assert "Somebody else has just taken the last place: Thursday 18 March 2027, 6pm to 8pm UK time." in text(answer)


@pytest.mark.parametrize(
    ("posted", "words"),
    [
        ({}, "Choose at least one shift."),
        ({"shift": ["nonsense"]}, "One of these shifts can no longer be taken. Please choose again."),
        ({"shift": ["00000000-0000-0000-0000-000000000000"]}, "One of these shifts can no longer be taken."),
        ({"shift": ["\0"]}, "One of these shifts can no longer be taken."),
    ],
    ids=["nothing", "nonsense", "unknown", "NUL"],
)
def test_bad_input_is_answered_in_words_and_holds_nothing(client, role, shifts, posted, words):
    answer = client.post(url_of(role), posted)

    assert (answer.status_code, words in text(answer), Hold.objects.count()) == (422, True, 0)


@pytest.mark.parametrize(
    "posted", [{}, {"action": "add", "shift": "x"}, {"action": "give-back"}, {"action": "delete"}], ids=str
)
def test_nonsense_posted_to_a_hold_changes_nothing(client, role, shifts, posted):
    url = take(client, role, shifts[0]).url

    assert client.post(url, posted).status_code == 409
    assert list(Shift.objects.values_list("taken", flat=True)) == [1, 0, 0]


def test_unknown_roles_and_tokens_are_not_found(client, role):
    assert client.get("/volunteer-shifts/00000000-0000-0000-0000-000000000000/").status_code == 404
    assert client.get("/volunteer-shifts/held/" + "x" * 500 + "/").status_code == 410


def test_a_closed_role_takes_nobody(client, opportunities_page, event):
    closed = VolunteerRolePageFactory(parent=opportunities_page, closes_date=(NOW - DAY).date())
    [shift, *_others] = shifts_of(closed, event)

    answer = take(client, closed, shift)

    assert (answer.status_code, "This role is closed." in text(answer), Hold.objects.count()) == (409, True, 0)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"origin": "https://elsewhere.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://testserver"}, 302),
        ({"sec-fetch-site": "same-origin", "origin": "null"}, 302),
    ],
    ids=str,
)
def test_only_pages_of_this_site_may_take_places_without_a_token(client, role, shifts, headers, status):
    client.handler.enforce_csrf_checks = True

    assert take(client, role, shifts[0], **headers).status_code == status


def test_who_takes_very_many_is_asked_to_wait(client, role, shifts, settings):
    settings.LIMITS = settings.LIMITS | {"shifts": Limit("What", ((1, DAY / 24),))}
    take(client, role, shifts[0])

    answer = take(client, role, shifts[2])

    assert (answer.status_code, Hold.objects.count()) == (429, 1)
    assert "Please try again in 60 minutes." in text(answer)
    assert re.findall(r'value="([^"]+)" id="[^"]+" checked', answer.content.decode()) == [str(shifts[2].uid)]
    assert list(Refusal.objects.values_list("purpose", "number")) == [("shifts", 1)]


def test_a_roles_page_asks_as_often_for_many_shifts_as_for_few(client, role, events_page):
    def queries():
        for _each in range(2):  # what is asked once after each change
            client.get(role.url)
        with CaptureQueriesContext(connection) as captured:
            client.get(role.url)
        return len(captured)

    shifts_of(role, event_at(events_page))
    few = queries()
    for _event in range(4):
        shifts_of(role, event_at(events_page, hours=8), longest=60)

    assert queries() == few
