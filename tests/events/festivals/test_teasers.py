"""Festivals above the list of events, so that nobody needs to know of one to find it."""

from datetime import UTC, datetime

import time_machine
from wagtail.models import Locale

from tests.factories.festivals import FestivalPageFactory

BEFORE, AFTER = datetime(2027, 4, 1, tzinfo=UTC), datetime(2027, 5, 3, tzinfo=UTC)


def shown(client, url, now=BEFORE):
    with time_machine.travel(now, tick=False):
        text = " ".join(client.get(url).content.decode().split())
    return text.partition('id="festivals"')[2].partition("</section>")[0]


def test_a_festival_to_come_stands_there_with_its_days_until_it_is_over(client, events_page, festival_page):
    text = shown(client, events_page.url)

    assert f'<a href="{festival_page.url}">Festival of the River</a>' in text
    assert "Saturday 1 May 2027 to Sunday 2 May 2027" in text
    assert shown(client, events_page.url, now=AFTER) == ""


def test_what_is_published_and_withdrawn_is_seen_at_once(client, events_page, festival_page):
    assert "Moths" not in shown(client, events_page.url)

    moths = FestivalPageFactory(parent=events_page, title="Moths")
    assert "Moths" in shown(client, events_page.url)

    moths.unpublish()
    assert "Moths" not in shown(client, events_page.url)


def test_readers_of_another_language_get_the_page_they_can_read(client, events_page, festival_page):
    FestivalPageFactory(parent=events_page, title="Moths")
    welsh = festival_page.copy_for_translation(Locale.objects.get(language_code="cy"), copy_parents=True)
    welsh.title = "Gŵyl yr Afon"
    welsh.save_revision().publish()

    text = shown(client, f"/cy{events_page.url}")

    assert f'<a href="{welsh.url}">Gŵyl yr Afon</a>' in text
    assert 'lang="en" dir="ltr">Moths' in text


def test_a_list_of_something_else_has_none(client, events_page, festival_page):
    assert shown(client, f"{events_page.url}?q=moths") == ""
