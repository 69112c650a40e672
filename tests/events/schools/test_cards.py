"""Summer schools in lists: by what people can do now, in the reader's language, at a cost that does not grow."""

from datetime import UTC, date, datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, PageViewRestriction

from core.registries import live_lists
from events.schools.cards import next_schools, teasers
from tests.factories.core import AudienceFactory, PictureFactory, ThemeFactory, VenueFactory
from tests.factories.home import StandardPageFactory
from tests.factories.schools import SummerSchoolPageFactory, school_run

NOW = datetime(2027, 2, 10, 12, tzinfo=UTC)
LATER = {"opens_at": datetime(2027, 3, 1, 9, tzinfo=UTC)}
LAST_YEAR = {
    "start_date": date(2026, 8, 3),
    "end_date": date(2026, 8, 7),
    "opens_at": None,
    "closes_at": None,
    "decision_on": None,
}


def titles(cards):
    return [card.title for card in cards]


def listed(**filters):
    return titles(next_schools(request=None, filters=filters, limit=9, now=NOW, locale=Locale.get_default()))


def test_what_can_be_applied_for_comes_first_and_what_is_over_is_left_out(events_page):
    SummerSchoolPageFactory(parent=events_page, title="Over", runs=[school_run(**LAST_YEAR)])
    SummerSchoolPageFactory(parent=events_page, title="Later", runs=[school_run(**LATER)])
    SummerSchoolPageFactory(parent=events_page, title="Open", runs=[school_run(), school_run(**LAST_YEAR)])

    assert listed() == ["Open", "Later"]


def test_what_is_not_public_is_in_no_list(events_page):
    SummerSchoolPageFactory(parent=events_page, publish=False)
    SummerSchoolPageFactory(parent=events_page).unpublish()
    PageViewRestriction.objects.create(page=SummerSchoolPageFactory(parent=events_page), restriction_type="login")

    assert listed() == []


def test_a_card_says_what_to_do_now(events_page):
    run = school_run(venue=VenueFactory(name="Old Library"), cost=0, age_from=16, age_to=18, stay="residential")
    SummerSchoolPageFactory(parent=events_page, runs=[run])

    [card] = next_schools(request=None, filters={}, limit=9, now=NOW, locale=Locale.get_default())

    assert (card.kicker, card.when, card.where, [badge.text for badge in card.badges]) == (
        "Summer school",
        "Monday 2 August 2027 to Friday 6 August 2027",
        "Old Library",
        ["Open: closes in 79 days", "Residential", "Ages 16 to 18", "Free"],
    )


def test_a_list_can_be_narrowed_by_theme_and_audience(events_page):
    water, families = ThemeFactory(slug="water"), AudienceFactory(slug="families")
    SummerSchoolPageFactory(parent=events_page, title="Rivers", themes=[water], meant_for=[families])
    SummerSchoolPageFactory(parent=events_page, title="Stars")

    assert listed(themes=["water"], audiences=["families"]) == ["Rivers"]
    assert listed(themes=["fire"]) == []
    assert listed(formats=["talk"]) == []


def test_a_reader_sees_the_translation_where_there_is_one(events_page, welsh):
    school = SummerSchoolPageFactory(parent=events_page, title="Rivers")
    SummerSchoolPageFactory(parent=events_page, title="Stars")
    translated = school.copy_for_translation(welsh, copy_parents=True)
    translated.title = "Afonydd"
    translated.save_revision().publish()

    cards = next_schools(request=None, filters={}, limit=9, now=NOW, locale=welsh)

    assert [(card.title, card.lang) for card in cards] == [("Afonydd", ""), ("Stars", "en")]


def test_the_home_page_shows_them(client, home_page, events_page):
    school = SummerSchoolPageFactory(parent=events_page, title="Rivers", runs=[school_run(end_date=date(2099, 8, 2))])

    assert live_lists["schools"] is next_schools
    assert f'<a href="{school.url}">Rivers</a>' in client.get(home_page.url).content.decode()


def test_a_story_shows_them_by_theme_and_audience(client, home_page, events_page):
    water = ThemeFactory(name="Water", slug="water")
    SummerSchoolPageFactory(parent=events_page, title="Rivers", themes=[water], runs=[school_run(end_date=date(2099, 8, 2))])
    SummerSchoolPageFactory(parent=events_page, title="Stars", runs=[school_run(end_date=date(2099, 8, 2))])
    value = {"title": "Wet summers", "themes": [{"type": "item", "value": water.pk, "id": "1"}], "limit": 3, "empty": "None."}
    story = [{"type": "summer_schools", "value": value, "id": "list"}]
    page = StandardPageFactory(parent=home_page, story=story)

    text = client.get(page.url).content.decode().partition("Wet summers")[2].partition("</main>")[0]

    assert "Rivers" in text
    assert "Stars" not in text


def test_five_schools_cost_no_more_queries_than_one(events_page):
    def add(number):
        for _each in range(number):
            SummerSchoolPageFactory(
                parent=events_page, image=PictureFactory(), runs=[school_run(venue=VenueFactory()), school_run(**LAST_YEAR)]
            )

    counts = []
    for number in (1, 4):
        add(number)
        listed()  # what is asked once for each process
        with CaptureQueriesContext(connection) as queries:
            assert len(listed()) in (1, 5)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_what_is_on_names_them_and_asks_nothing_twice(client, events_page):
    school = SummerSchoolPageFactory(parent=events_page, title="Rivers", runs=[school_run(end_date=date(2099, 8, 2))])
    SummerSchoolPageFactory(parent=events_page, title="Over", runs=[school_run(**LAST_YEAR)])
    locale = events_page.locale
    teasers(request=None, now=NOW, locale=locale)

    with CaptureQueriesContext(connection) as queries:
        cards = teasers(request=None, now=NOW, locale=locale)

    # Whether anything has changed is all there is to ask: once in a request, here for each who asks.
    assert titles(cards) == ["Rivers"]
    assert {query["sql"].partition(" FROM ")[2].split(" ")[0] for query in queries} == {'"core_contentversion"'}
    link = f'<a href="{school.url}">Rivers</a> <span class="badge'
    assert link in client.get(events_page.url).content.decode()

    school.unpublish()

    assert link not in client.get(events_page.url).content.decode()


def test_a_teaser_changes_with_the_second_and_with_the_page(events_page):
    school = SummerSchoolPageFactory(parent=events_page)

    def said(now):
        return [card.badges[0].text for card in teasers(request=None, now=now, locale=events_page.locale)]

    assert said(datetime(2027, 4, 30, 14, 59, 59, tzinfo=UTC)) == ["Open: closes today"]
    assert said(datetime(2027, 4, 30, 15, 0, tzinfo=UTC)) == ["Applications closed: decisions on Friday 14 May 2027"]
    run = school.runs.first()
    run.is_cancelled = True
    school.runs = [run]
    school.save_revision().publish()
    assert said(NOW) == ["Cancelled"]
