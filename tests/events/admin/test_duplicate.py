"""A new event from one there is."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.models import Locale

from events.models import EventDate, EventPage, Occurrence
from events.services.drafts import Part
from tests.factories.core import AccessFeatureFactory, PictureFactory, ThemeFactory, VenueFactory
from tests.factories.events import EventPageFactory
from tests.factories.users import UserFactory

NOON = datetime(2027, 3, 18, 12, 0, tzinfo=UTC)


@pytest.fixture
def event(events_page):
    page = EventPageFactory(
        parent=events_page,
        title="Stars",
        summary="Bring a coat.",
        image=PictureFactory(),
        venue=VenueFactory(),
        themes=[ThemeFactory()],
        contact_name="Ada",
        dates=[
            EventDate(start_date=date(2027, 3, 18), start_time=time(18), end_time=time(19), note="With captions"),
            EventDate(start_date=date(2027, 3, 25), start_time=time(18), end_date=date(2027, 3, 26), end_time=time(1)),
        ],
    )
    page.access.create(feature=AccessFeatureFactory())
    page.save_revision().publish()
    return EventPage.objects.get(pk=page.pk)


@pytest.fixture
def copy(client, editor, event):
    """Posts the copy screen and returns what came of it."""
    client.force_login(editor)

    def post(**values):
        parent = event.get_parent().pk
        data = {"title": "Stars again", "parent": parent, "parts": Part.values, "when": "next"} | values
        response = client.post(reverse("wagtailadmin_pages:copy", args=[event.pk]), data)
        return response, EventPage.objects.filter(title=data["title"]).first()

    return post


def test_the_next_edition_is_a_draft_on_the_same_weekdays_with_dates_of_its_own(copy, event):
    response, new = copy()

    dates = list(new.dates.order_by("start_date"))
    assert response.url == reverse("wagtailadmin_pages:edit", args=[new.pk])
    assert (new.live, new.summary, new.image, new.venue, new.contact_name) == (
        False, "Bring a coat.", event.image, event.venue, "Ada",
    )  # fmt: skip
    assert [list(new.themes.all()), new.access.count()] == [list(event.themes.all()), 1]
    assert [(row.start_date, row.start_time, row.end_date, row.note) for row in dates] == [
        (date(2028, 3, 16), time(18), None, "With captions"),
        (date(2028, 3, 23), time(18), date(2028, 3, 24), ""),
    ]
    assert not {row.uid for row in dates} & set(event.dates.values_list("uid", flat=True))


def test_publishing_the_copy_takes_nothing_from_the_first(copy, event):
    _response, new = copy(when="same")
    new.get_latest_revision().publish()

    assert Occurrence.objects.filter(facts__page=event).count() == 2
    assert Occurrence.objects.filter(facts__page=new).count() == 2


@pytest.mark.parametrize(
    ("values", "first"),
    [
        ({"when": "weeks", "weeks": "3"}, date(2027, 4, 8)),
        ({"when": "weeks", "weeks": "-1"}, date(2027, 3, 11)),
        ({"when": "first", "first_day": "2027-06-01"}, date(2027, 6, 1)),
        ({"when": "same"}, date(2027, 3, 18)),
    ],
)
def test_dates_move_together(copy, values, first):
    _response, new = copy(**values)

    days = sorted(new.dates.values_list("start_date", flat=True))
    assert (days[0], (days[1] - days[0]).days) == (first, 7)


def test_only_what_is_chosen_comes_along(copy):
    _response, new = copy(parts=[Part.PICTURE])

    assert (new.summary, new.venue, new.contact_name, new.dates.count(), new.access.count()) == ("", None, "", 0, 0)
    assert new.image is not None


def test_translations_come_along_as_drafts_if_asked_for(copy, event):
    welsh = event.copy_for_translation(Locale.objects.get(language_code="cy"), copy_parents=True)
    welsh.title = "Sêr"
    welsh.save_revision().publish()

    _response, new = copy(with_translations="on")

    [translated] = new.get_translations().specific()
    assert (translated.get_latest_revision_as_object().title, translated.live, translated.locale.language_code) == (
        "Sêr",
        False,
        "cy",
    )


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 256}, "title"),
        ({"when": "first", "first_day": ""}, "first_day"),
        ({"when": "first", "first_day": "9999-01-01"}, "first_day"),
        ({"when": "weeks", "weeks": ""}, "weeks"),
        ({"when": "weeks", "weeks": "99999999999"}, "weeks"),
        ({"when": "weeks", "weeks": "some"}, "weeks"),
        ({"when": "never"}, "when"),
        ({"parent": "1"}, "parent"),
        ({"parts": ["luck"]}, "parts"),
    ],
)
def test_what_cannot_be_is_said_and_makes_nothing(copy, values, field):
    before = EventPage.objects.count()

    response, _new = copy(**values)

    assert (response.status_code, list(response.context["form"].errors), EventPage.objects.count()) == (422, [field], before)


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (
            date(2027, 3, 21),
            "On 28 March 2027 the clocks go forward: there is no 01:30 in this time zone. Choose another time.",
        ),
        (date(2027, 10, 24), "On 31 October 2027 the clocks go back and show 01:30 twice. Say which of the two is meant."),
    ],
)
def test_what_clocks_do_to_a_moved_date_is_told_of_the_draft(copy, event, day, told):
    event.dates = [EventDate(start_date=day, start_time=time(1, 30)), EventDate(start_date=date(2027, 6, 1))]
    event.save_revision()

    response, new = copy(when="weeks", weeks="1")

    assert [date.start_date for date in new.dates.all()] == [day + timedelta(weeks=1), date(2027, 6, 8)]
    assert [str(message).strip() for message in get_messages(response.wsgi_request)][1:] == [told]


def test_an_unfinished_draft_can_be_copied(copy, event):
    event.booking, event.booking_url = "external", ""
    event.dates.add(EventDate(start_date=None))
    event.save_revision(clean=False)

    _response, new = copy(when="same")

    assert (new.booking, new.dates.count()) == ("external", 2)


def test_who_may_not_add_events_may_not_copy(client, event):
    client.force_login(UserFactory())

    assert client.get(reverse("wagtailadmin_pages:copy", args=[event.pk])).status_code == 302


def test_a_translation_is_copied_as_the_event_it_belongs_to(client, editor, event):
    welsh = event.copy_for_translation(Locale.objects.get(language_code="cy"), copy_parents=True)
    client.force_login(editor)

    response = client.get(reverse("wagtailadmin_pages:copy", args=[welsh.pk]))

    assert response.context["page"] == event
