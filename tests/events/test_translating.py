"""An event, a festival and a summer school go into Welsh by way of wagtail-localize, as editors do it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.segments.extract import extract_segments

from events.models import EventPage
from events.services import announce_change
from events.services.spans import DateValue
from tests.factories.core import FormatFactory, VenueRoomFactory
from tests.factories.events import EventPageFactory
from tests.factories.festivals import FestivalPageFactory
from tests.factories.schools import SummerSchoolPageFactory, school_run

NOON = datetime(2027, 3, 18, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def welsh(db):
    return Locale.objects.get(language_code="cy")


@pytest.fixture
def translator(client, editor):
    editor.user_permissions.add(Permission.objects.get(codename="submit_translation"))
    client.force_login(editor)
    return client


@pytest.fixture
def event(events_page):
    """With every fact that there is."""
    room = VenueRoomFactory(name="Dome")
    return EventPageFactory(
        parent=events_page,
        title="Stars",
        summary="Come and look.",
        format=FormatFactory(),
        venue=room.venue,
        room=room,
        supervision="Under-8s with an adult",
        online_url="https://example.org/online",
        booking="external",
        booking_url="https://example.org/book",
        event_languages="en",
        contact_name="Ada",
        contact_email="ada@example.org",
        change_reason="Rain.",
        dates=[(NOON + DAY, NOON + DAY + HOUR)],
    )


def asked(page):
    """What a translator is asked for, or may say otherwise."""
    return sorted({segment.path.split(".")[0] for segment in extract_segments(page)})


@pytest.fixture
def translate(translator, django_capture_on_commit_callbacks):
    """Submits a page for translation, types the words, publishes: by the screens an editor uses."""

    def do(page):
        with django_capture_on_commit_callbacks(execute=True):
            return translated_by(translator, page)

    return lambda page: Page.objects.get(pk=do(page)).specific


def translated_by(client, page):
    client.post(
        reverse("wagtail_localize:submit_page_translation", args=[page.pk]),
        {"locales": [Locale.objects.get(language_code="cy").pk], "include_subtree": ""},
    )
    translated = page.get_translations().get()
    translation = Translation.objects.get(source__object_id=page.translation_key)
    for segment in translation.source.stringsegment_set.select_related("string", "context"):
        if segment.context.path in ("title", "summary"):
            StringTranslation.objects.create(
                translation_of=segment.string,
                locale=translation.target_locale,
                context=segment.context,
                data=f"Cymraeg: {segment.string.data}",
            )
    response = client.post(reverse("wagtailadmin_pages:edit", args=[translated.pk]), {"action": "publish"}, follow=True)
    assert response.status_code == 200
    return translated.pk


def test_of_an_event_words_are_asked_for_and_no_facts(event):
    assert asked(event) == ["slug", "summary", "supervision", "title"]


def test_of_a_festival_words_are_asked_for_and_no_facts(events_page):
    festival = FestivalPageFactory(parent=events_page, contact_name="Ada", contact_email="ada@example.org")

    assert set(asked(festival)).isdisjoint({"timezone", "contact_name", "contact_email"})


def test_of_a_summer_school_words_are_asked_for_and_no_facts(events_page):
    school = SummerSchoolPageFactory(
        parent=events_page,
        contact_name="Ada",
        contact_email="a@example.org",
        runs=[school_run(apply_url="https://example.org/")],
    )

    paths = {segment.path.rsplit(".", 1)[-1] for segment in extract_segments(school)}
    assert paths.isdisjoint({"timezone", "contact_name", "contact_email", "apply_url", "currency"})


def test_an_event_goes_into_welsh_and_shows_the_same_dates(translator, translate, event, welsh):
    page = translate(event)

    body = translator.get(page.url).content.decode()
    assert (page.live, page.locale, page.title) == (True, welsh, "Cymraeg: Stars")
    assert "19 Mawrth 2027" in body


def test_a_date_that_moves_in_english_has_moved_in_welsh_on_the_next_request(translator, translate, event):
    page = translate(event)

    announce_change(
        facts=EventPage.objects.get(pk=event.pk).facts,
        status="rescheduled",
        reason="Clouds are coming.",
        now=NOON,
        new_date=DateValue(start_date=(NOON + 9 * DAY).date()),
        occurrence=event.facts.occurrences.get(),
        translations={"cy": "Mae cymylau ar ddod."},
    )

    body = translator.get(page.url).content.decode()
    assert "27 Mawrth 2027" in body
    assert "Mae cymylau ar ddod." in body


def test_translating_again_after_the_facts_changed_keeps_the_words(
    translator, translate, event, django_capture_on_commit_callbacks
):
    page = translate(event)
    event.age_from = 8
    event.save_revision().publish()
    source = TranslationSource.objects.get(object_id=event.translation_key)

    with django_capture_on_commit_callbacks(execute=True):
        translator.post(reverse("wagtail_localize:update_translations", args=[source.pk]), {"publish_translations": "on"})

    again = EventPage.objects.get(pk=page.pk)
    assert (again.title, again.age_from, again.live) == ("Cymraeg: Stars", 8, True)
