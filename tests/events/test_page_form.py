"""What the event editor asks for when somebody may count on what was announced."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Locale, Workflow, WorkflowTask
from wagtail.test.utils.form_data import nested_form_data, streamfield

from core.models import PublicChange
from events.choices import ChangeKind
from events.models import EventDate, EventPage, Occurrence
from tests.factories.core import VenueFactory, VenueRoomFactory
from tests.factories.events import EventPageFactory

NOON = datetime(2027, 3, 18, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
WHY = "The hall is free only later."


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def event(events_page):
    return EventPageFactory(parent=events_page, title="Open lab", dates=[(NOON + DAY, NOON + DAY + HOUR)])


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def form_of(desk, page):
    """What a browser would post: every field of the form as it stands."""
    form = desk.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).context["form"]
    data = {}
    for one in [form, *(child for formset in form.formsets.values() for child in formset.forms)]:
        for field in one:
            value = field.value()
            if not (value is None or value is False or value == "" or isinstance(value, list)):
                data[field.html_name] = field.field.widget.format_value(value) if hasattr(value, "year") else value
    for formset in form.formsets.values():
        data |= {f"{formset.prefix}-{key}": value for key, value in formset.management_form.initial.items()}
    blank = nested_form_data({name: streamfield([]) for name in ("story", "how_to_take_part", "content_notes", "record")})
    return {**data, **blank}


def edit(desk, page, *, action="action-publish", **values):
    data = form_of(desk, page) | values | ({action: "1"} if action else {})
    return desk.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def error_of(response, name):
    return response.context["form"].errors.get(name)


def later():
    return {"dates-0-start_time": "15:00", "dates-0-end_time": "16:00"}


def test_publishing_another_date_asks_why_and_keeps_what_was_typed(desk, event):
    response = edit(desk, event, **later(), title="Open lab with tea")

    [error] = error_of(response, "change_reason")
    assert "Friday 19 March 2027, midday to 1pm would become Friday 19 March 2027, 3pm to 4pm." in error
    assert response.context["form"]["title"].value() == "Open lab with tea"
    assert Occurrence.objects.get().starts_at == NOON + DAY


def test_with_a_reason_it_is_published_and_told(desk, editor, event):
    edit(desk, event, **later(), change_reason=WHY)

    assert list(PublicChange.objects.values_list("kind", "reasons", "announced_by")) == [
        (ChangeKind.RESCHEDULED, {"en": WHY}, editor.pk)
    ]
    assert Occurrence.objects.get().starts_at == NOON + DAY + 3 * HOUR


def test_a_draft_may_be_saved_without_a_reason_and_keeps_one_that_is_given(desk, event):
    unasked = edit(desk, event, action=None, **later())
    edit(desk, event, action=None, **later(), change_reason=WHY)

    page = EventPage.objects.get(pk=event.pk)
    assert unasked.status_code == 302
    assert desk.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).context["form"]["change_reason"].value() == WHY
    assert not PublicChange.objects.exists()


def test_a_reason_that_was_said_is_not_offered_for_the_next_change(desk, event):
    edit(desk, event, **later(), change_reason=WHY)

    form = desk.get(reverse("wagtailadmin_pages:edit", args=[event.pk])).context["form"]

    assert not form["change_reason"].value()


@pytest.mark.parametrize("values", [{"title": "Open lab with tea"}, {"dates-0-end_time": "14:00"}, {"age_from": "8"}])
def test_words_ends_and_other_facts_ask_for_nothing(desk, event, values):
    response = edit(desk, event, **values)

    assert response.status_code == 302
    assert not PublicChange.objects.exists()


def test_a_date_that_is_over_may_be_corrected_without_ceremony(desk, event):
    with time_machine.travel(NOON + 9 * DAY, tick=False):
        response = edit(desk, event, **later())

    assert response.status_code == 302
    assert not PublicChange.objects.exists()


def test_going_online_asks_why(desk, event):
    assert error_of(edit(desk, event, attendance_mode="online"), "change_reason")


def test_taking_a_date_away_asks_why(desk, events_page):
    event = EventPageFactory(parent=events_page, dates=[(NOON + day * DAY, NOON + day * DAY + HOUR) for day in (1, 2)])

    response = edit(desk, event, **{"dates-1-DELETE": "on"})

    assert "Saturday 20 March 2027, midday to 1pm would be cancelled." in error_of(response, "change_reason")[0]


def test_two_sentences_are_too_many(desk, event):
    response = edit(desk, event, **later(), change_reason="It rains. And it is cold.")

    assert error_of(response, "change_reason") == ["One sentence is enough: put anything longer into the story."]


@pytest.mark.parametrize(
    ("day", "time", "field", "words"),
    [
        ("2027-03-28", "01:30", "start_time", "On 28 March 2027 the clocks go forward: there is no 01:30 in this time zone."),
        ("2027-10-31", "01:30", "which_time", "On 31 October 2027 the clocks go back and show 01:30 twice."),
    ],
)
def test_a_time_that_is_not_there_or_there_twice_is_asked_about(desk, event, day, time, field, words):
    values = {"dates-0-start_date": day, "dates-0-start_time": time, "dates-0-end_date": "", "dates-0-end_time": "05:00"}

    response = edit(desk, event, **values)

    assert response.context["form"].formsets["dates"].forms[0].errors[field][0].startswith(words)


def test_the_second_of_two_equal_times_can_be_meant(desk, event):
    values = {
        "dates-0-start_date": "2027-10-31",
        "dates-0-start_time": "01:30",
        "dates-0-end_date": "",
        "dates-0-end_time": "03:00",
    }

    edit(desk, event, **values, **{"dates-0-which_time": "second"}, change_reason=WHY)

    assert Occurrence.objects.get().starts_at == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)


def test_a_translation_shows_the_facts_and_edits_only_words(desk, event):
    welsh = event.copy_for_translation(Locale.objects.get(language_code="cy"), copy_parents=True)
    welsh.save_revision().publish()

    response = desk.get(reverse("wagtailadmin_pages:edit", args=[welsh.pk]))

    form = response.context["form"]
    assert {"venue", "price", "age_from", "themes"} & set(form.fields) == set()
    assert {"dates", "access"} & set(form.formsets) == set()
    body = response.content.decode()
    assert "Friday 19 March 2027, midday to 1pm" in body
    assert reverse("wagtailadmin_pages:edit", args=[event.pk]) in body

    edit(desk, EventPage.objects.get(pk=welsh.pk), title="Labordy agored")

    assert EventPage.objects.get(pk=welsh.pk).title == "Labordy agored"
    assert Occurrence.objects.get().starts_at == NOON + DAY


def test_the_reason_is_told_in_every_language_it_was_given_in(desk, event):
    edit(desk, event, action=None, **later(), change_reason=WHY, change_reason_cy="Mae'r neuadd ar gael yn hwyrach.")
    edit(desk, event)

    [change] = PublicChange.objects.all()
    assert change.reasons == {"en": WHY, "cy": "Mae'r neuadd ar gael yn hwyrach."}
    assert change.reason_in("cy") == ("Mae'r neuadd ar gael yn hwyrach.", "cy")


def test_the_reason_is_asked_for_once_in_every_other_language(desk, event):
    """Two fields of one name would send the empty one last."""
    text = desk.get(reverse("wagtailadmin_pages:edit", args=[event.pk])).content.decode()

    names = ("change_reason", "change_reason_en", "change_reason_cy", "change_reason_ar")
    assert [text.count(f'name="{name}"') for name in names] == [1, 0, 1, 1]


def test_a_translated_reason_that_is_none_is_refused_beside_itself(desk, event):
    response = edit(desk, event, **later(), change_reason=WHY, change_reason_cy="!")

    assert list(response.context["form"].errors) == ["change_reason_cy"]


def test_a_room_elsewhere_takes_one_date_there(desk, event):
    room = VenueRoomFactory(name="Dome", venue__name="Observatory")

    edit(desk, event, **{"dates-0-room": room.pk}, change_reason=WHY)

    row = Occurrence.objects.get()
    assert (row.venue, row.room) == (room.venue, room)


def test_a_room_says_the_venue_of_the_event(desk, event):
    room = VenueRoomFactory()

    edit(desk, event, room=room.pk, change_reason=WHY)

    assert EventPage.objects.get().venue == room.venue


def test_a_room_of_another_venue_than_the_one_chosen_is_refused_beside_it(desk, event):
    response = edit(desk, event, **{"dates-0-room": VenueRoomFactory().pk, "dates-0-venue": VenueFactory().pk})

    assert response.context["form"].formsets["dates"].forms[0].errors == {"room": ["This room belongs to another venue."]}


@pytest.mark.parametrize(
    ("day", "field"), [("2027-03-28", "start_time"), ("2027-10-31", "which_time")], ids=["missing hour", "hour shown twice"]
)
def test_what_clocks_skip_or_show_twice_is_asked_about_in_its_row(desk, event, day, field):
    values = {"dates-0-start_date": day, "dates-0-start_time": "01:30", "dates-0-end_date": "", "dates-0-end_time": ""}

    response = edit(desk, event, **values, change_reason=WHY)

    form = response.context["form"]
    assert (list(form.errors), list(form.formsets["dates"].forms[0].errors)) == ([], [field])


def test_a_date_that_clocks_skip_can_be_mended(desk, event):
    EventDate.objects.update(start_date="2027-03-28", end_date="2027-03-28", start_time="01:30", end_time="03:00")
    EventPage.objects.get().save_revision(clean=False)

    edit(desk, event, **{"dates-0-start_time": "02:30"}, change_reason=WHY)

    assert Occurrence.objects.get().starts_at == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


def test_who_approves_in_a_workflow_is_told_of_a_change_without_a_reason(desk, editor, event):
    event.dates = [
        EventDate(start_date=(NOON + DAY).date(), start_time=(NOON + DAY + 3 * HOUR).time(), uid=event.dates.get().uid)
    ]
    event.save_revision().publish()
    event = EventPage.objects.get(pk=event.pk)
    event.save_revision()
    task = GroupApprovalTask.objects.create(name="Look it through")
    approvers = Group.objects.create(name="Approvers")
    editor.groups.add(approvers)
    task.groups.add(approvers)
    workflow = Workflow.objects.create(name="Two pairs of eyes")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    workflow.start(event, editor)

    response = edit(desk, event, action="action-workflow-action", **{"workflow-action-name": "approve"})

    assert not EventPage.objects.get(pk=event.pk).has_unpublished_changes
    assert [message.level_tag for message in get_messages(response.wsgi_request)] == ["success", "warning"]
