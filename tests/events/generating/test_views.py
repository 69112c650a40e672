"""Many dates from a pattern: said, seen, added to the draft."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.urls import reverse
from wagtail.models import Locale

from events.models import EventPage, Occurrence
from tests.factories.events import EventPageFactory

EVENING = datetime(2027, 3, 11, 18, 0, tzinfo=UTC)


@pytest.fixture
def event(events_page):
    return EventPageFactory(parent=events_page, dates=[(EVENING, EVENING + timedelta(hours=1))])


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def address(page):
    return reverse("events_generate_dates", args=[page.pk])


def pattern(**values):
    return {
        "pattern": "weekly",
        "first": "2027-03-18",
        "count": "3",
        "start_time": "18:00",
        "end_time": "19:30",
        "precision": "day",
        **values,
    }


def draft_dates(page):
    return [
        (one.start_date, one.start_time, one.end_date, one.end_time)
        for one in EventPage.objects.get(pk=page.pk).get_latest_revision_as_object().dates.all()
    ]


def test_the_preview_lists_the_dates_and_stores_nothing(desk, event):
    body = desk.post(address(event), pattern(skip="2027-03-25")).content.decode()

    assert "2 dates will be added" in body
    assert "Thursday 1 April 2027, 6pm to 7:30pm" in body
    assert "Thursday 25 March 2027" not in body
    assert len(draft_dates(event)) == 1


def test_confirmed_dates_are_in_the_draft_and_public_once_it_is_published(desk, event):
    response = desk.post(address(event), pattern(confirm="1"))
    still_public = Occurrence.objects.count()
    EventPage.objects.get(pk=event.pk).get_latest_revision().publish()

    assert response.url == reverse("wagtailadmin_pages:edit", args=[event.pk])
    assert draft_dates(event)[1:] == [
        (day, time(18), None, time(19, 30)) for day in (date(2027, 3, 18), date(2027, 3, 25), date(2027, 4, 1))
    ]
    # The wall clock stays, the moment moves with summer time.
    assert (still_public, [f"{row.starts_at:%H:%M}Z" for row in Occurrence.objects.order_by("starts_at")]) == (
        1,
        ["18:00Z", "18:00Z", "18:00Z", "17:00Z"],
    )


def test_dates_that_are_there_already_are_not_added_again(desk, event):
    desk.post(address(event), pattern(first="2027-03-11", confirm="1"))

    assert len(draft_dates(event)) == 3


def test_a_draft_that_was_never_public_gets_dates_too(desk, events_page):
    page = EventPageFactory(parent=events_page, dates=[(EVENING, EVENING + timedelta(hours=1))], publish=False)

    desk.post(address(page), pattern(confirm="1"))

    assert len(draft_dates(page)) == 4
    assert not Occurrence.objects.exists()


def test_chosen_days_past_midnight(desk, event):
    desk.post(
        address(event),
        pattern(
            pattern="chosen", chosen="19 March 2027\n20/03/2027, 2027-03-19", start_time="22:00", end_time="01:00",
            days_more="1", confirm="1",
        ),
    )  # fmt: skip

    assert draft_dates(event)[1:] == [
        (date(2027, 3, 19), time(22), date(2027, 3, 20), time(1)),
        (date(2027, 3, 20), time(22), date(2027, 3, 21), time(1)),
    ]


def test_what_comes_next_ends_as_many_days_later_as_the_last_one(desk, events_page):
    late = datetime(2027, 3, 11, 23, 0, tzinfo=UTC)
    page = EventPageFactory(parent=events_page, dates=[(late, late + timedelta(hours=1))])

    initial = desk.get(address(page)).context["form"].initial
    clocks = {name: initial[name] for name in ("start_time", "end_time", "days_more")}
    desk.post(address(page), pattern(**clocks, count="1", confirm="1"))

    assert clocks == {"start_time": time(23), "end_time": time(0), "days_more": 1}
    assert draft_dates(page)[1:] == [(date(2027, 3, 18), time(23), date(2027, 3, 19), time(0))]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"first": ""}, "Give the first day."),
        ({"count": ""}, "Say until when, or how many."),
        ({"count": "0"}, "Ensure this value is greater than or equal to 1."),
        ({"count": "9" * 40}, "Ensure this value is less than or equal to 366."),
        ({"count": "366"}, "An event has at most 366 dates: this one has 1, and these would be 366 more."),
        ({"count": "", "until": "2027-03-17"}, "The last day is before the first one."),
        ({"pattern": "chosen"}, "Give the days."),
        ({"pattern": "chosen", "chosen": "next Tuesday"}, "“next Tuesday” is no day."),
        ({"pattern": "never"}, "Select a valid choice."),
        ({"end_time": "17:00"}, "It ends before it starts."),
        ({"start_time": ""}, "Say when it starts, or leave both times empty for all day."),
        ({"start_time": "25:99"}, "Enter a valid time."),
        ({"count": "1", "skip": "2027-03-18"}, "There is no such day"),
        ({"first": "2027-03-28", "start_time": "01:30"}, "On 28 March 2027 the clocks go forward: there is no 01:30"),
        ({"first": "2027-10-31", "start_time": "01:30"}, "On 31 October 2027 the clocks go back and show 01:30 twice."),
        ({"note": "x" * 161}, "Ensure this value has at most 160 characters"),
        ({"note": "\0"}, "Null characters are not allowed."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(desk, event, values, words):
    body = desk.post(address(event), pattern(confirm="1", **values)).content.decode()

    assert words in body
    assert len(draft_dates(event)) == 1


def test_dates_are_made_on_the_source_page_only(desk, event):
    welsh = event.copy_for_translation(Locale.objects.get(language_code="cy"), copy_parents=True)

    assert desk.get(address(welsh)).status_code == 404


def test_who_may_not_edit_the_page_may_not_generate_its_dates(client, event):
    assert client.get(address(event)).status_code == 302
