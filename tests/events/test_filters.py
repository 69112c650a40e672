import itertools
from datetime import UTC, date, datetime, timedelta

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Locale, PageViewRestriction

from core.models import Audience
from core.models.venues import VenueAccess
from events.choices import AttendanceMode, Price, Status
from events.filters import Filters
from events.filters.ages import STAGES
from events.filters.dates import window_of
from events.models import EventAccess, EventFacts, EventPage, Occurrence
from events.services import announce_change, withdraw_event
from events.words import last_day_of, local
from tests.factories.core import AccessFeatureFactory, AudienceFactory, FormatFactory, ThemeFactory, VenueFactory
from tests.factories.events import EventPageFactory

#: A Wednesday.
NOON = datetime(2027, 3, 17, 12, 0, tzinfo=UTC)
TODAY = NOON.date()
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def filters(query="", now=NOON):
    query = query if isinstance(query, QueryDict) else QueryDict(query)
    return Filters(query, locale=Locale.get_default(), now=now)


def titles(query="", now=NOON):
    return [row.facts.page.title for row in filters(query, now).occurrences()]


def counts(query, name, now=NOON):
    question = filters(query, now).question(name)
    return {option.value: option.count for option in question.options} if question else {}


def on(days, hours=1, start=0):
    return NOON + days * DAY + start * HOUR, NOON + days * DAY + (start + hours) * HOUR


# Windows


@pytest.mark.parametrize(
    ("value", "today", "first", "last"),
    [
        pytest.param("today", "2027-03-17", "2027-03-17", "2027-03-17", id="today"),
        pytest.param("weekend", "2027-03-15", "2027-03-20", "2027-03-21", id="weekend, on Monday"),
        pytest.param("weekend", "2027-03-20", "2027-03-20", "2027-03-21", id="weekend, on Saturday"),
        pytest.param("weekend", "2027-03-21", "2027-03-21", "2027-03-21", id="weekend, on Sunday"),
        pytest.param("week", "2027-12-28", "2027-12-28", "2028-01-03", id="seven days, over new year"),
        pytest.param("month", "2028-02-10", "2028-02-01", "2028-02-29", id="this month, in a leap year"),
        pytest.param("2027-02", "2027-03-17", "2027-02-01", "2027-02-28", id="a month"),
        pytest.param("2027-12", "2027-03-17", "2027-12-01", "2027-12-31", id="December"),
    ],
)
def test_windows(value, today, first, last):
    assert window_of(value, date.fromisoformat(today)) == (date.fromisoformat(first), date.fromisoformat(last))


def test_an_event_is_shown_with_its_date_in_the_window(events_page):
    EventPageFactory(parent=events_page, title="Weekly", dates=[on(7 * week) for week in range(5)])
    EventPageFactory(parent=events_page, title="Once", dates=[on(15)])

    rows = filters("from=2027-03-29&to=2027-04-02").occurrences()

    assert [(row.facts.page.title, row.starts_at) for row in rows] == [("Once", on(15)[0]), ("Weekly", on(14)[0])][::-1]


@pytest.mark.parametrize(
    ("dates", "now", "upcoming", "past"),
    [
        pytest.param([on(-3)], NOON, [], ["E"], id="over"),
        pytest.param([on(-3), on(3)], NOON, [], ["E"], id="over in the window, goes on after it"),
        pytest.param([on(-3), on(1)], NOON, ["E"], [], id="one date in the window is still to come"),
        pytest.param([on(0, hours=2, start=-1)], NOON, ["E"], [], id="on now"),
        pytest.param([on(3)], NOON, [], [], id="not in the window"),
    ],
)
def test_in_a_window_an_event_is_to_come_while_a_date_in_it_is(events_page, dates, now, upcoming, past):
    EventPageFactory(parent=events_page, title="E", dates=dates)
    window = "from=2027-03-14&to=2027-03-18"

    assert (titles(window), titles(window + "&when=past")) == (upcoming, past)


def test_days_are_days_at_the_venue(events_page):
    """22:30 in London is the next day in Tokyo."""
    late = datetime(2027, 6, 1, 21, 30, tzinfo=UTC)
    EventPageFactory(parent=events_page, title="London", dates=[(late, late + HOUR)])
    EventPageFactory(parent=events_page, title="Tokyo", timezone="Asia/Tokyo", dates=[(late, late + HOUR)])

    assert titles("from=2027-06-01&to=2027-06-01") == ["London"]
    assert titles("from=2027-06-02&to=2027-06-02") == ["Tokyo"]


def test_what_goes_on_for_years_is_on_every_day_of_it(events_page):
    EventPageFactory(parent=events_page, title="Museum", dates=[(NOON - 2000 * DAY, NOON + 4000 * DAY)])

    assert titles("from=2030-01-01&to=2030-01-02") == ["Museum"]
    assert titles("from=2090-01-01&to=2090-01-02") == []


# What each question finds


def test_online_and_in_person_both_find_what_is_both(events_page):
    for mode in AttendanceMode.values:
        EventPageFactory(parent=events_page, title=mode, attendance_mode=mode, dates=[on(1)])

    assert titles("mode=online") == ["online", "both"]
    assert titles("mode=in-person") == ["in-person", "both"]
    assert counts("", "mode") == {"in-person": 2, "online": 2}


@pytest.mark.parametrize(
    ("ages", "stages"),
    [
        pytest.param((0, None), list(STAGES), id="everybody"),
        pytest.param((5, 5), ["5-7"], id="five"),
        pytest.param((7, 7), ["5-7", "7-11"], id="seven is in two stages"),
        pytest.param((12, 15), ["11-14", "14-16"], id="over two stages"),
        pytest.param((18, None), ["16-18", "18-"], id="adults"),
        pytest.param((0, 3), ["0-4"], id="up to three"),
    ],
)
def test_ages_fit_where_the_spans_have_an_age_in_common(events_page, ages, stages):
    EventPageFactory(parent=events_page, age_from=ages[0], age_to=ages[1], dates=[on(1)])

    assert list(counts("", "age")) == stages


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("age_from=8", ["5 to 11", "all", "8 and over"]),
        ("age_from=12", ["all", "8 and over"]),
        ("age_to=4", ["all"]),
        ("age_from=12&age_to=14", ["all", "8 and over"]),
    ],
)
def test_exact_ages(events_page, query, found):
    for title, ages in (("5 to 11", (5, 11)), ("all", (0, None)), ("8 and over", (8, None))):
        EventPageFactory(parent=events_page, title=title, age_from=ages[0], age_to=ages[1], dates=[on(1)])

    assert titles(query) == found


def test_access_is_what_the_venue_offers_with_the_events_differences(events_page):
    lift, loop, captions = (AccessFeatureFactory(slug=slug) for slug in ("lift", "loop", "captions"))
    hall = VenueFactory()
    VenueAccess.objects.create(venue=hall, feature=lift, answer="yes")
    VenueAccess.objects.create(venue=hall, feature=loop, answer="on-request")
    VenueAccess.objects.create(venue=hall, feature=captions, answer="no")
    EventPageFactory(parent=events_page, title="As ever", venue=hall, dates=[on(1)])
    differs = [EventAccess(feature=lift, answer="no"), EventAccess(feature=captions, answer="yes")]
    EventPageFactory(parent=events_page, title="Different", venue=hall, access=differs, dates=[on(2)])
    EventPageFactory(parent=events_page, title="Online", venue=hall, attendance_mode="online", dates=[on(3)])

    found = {slug: titles(f"access={slug}") for slug in ("lift", "loop", "captions")}

    assert found == {"lift": ["As ever"], "loop": ["As ever", "Different"], "captions": ["Different"]}
    assert titles("access=loop&access=captions") == ["Different"]
    assert counts("access=captions", "access") == {"captions": 1, "loop": 1}


def test_when_a_venue_gets_a_lift_its_events_have_one(events_page):
    lift = AccessFeatureFactory(slug="lift")
    hall = VenueFactory()
    EventPageFactory(parent=events_page, title="Talk", venue=hall, dates=[on(1)])
    assert titles("access=lift") == []

    VenueAccess.objects.create(venue=hall, feature=lift, answer="yes")

    assert titles("access=lift") == ["Talk"]


def test_places_and_areas(events_page):
    hall, barn = VenueFactory(slug="hall", locality="Oxford"), VenueFactory(slug="barn", locality="Little Moreton")
    EventPageFactory(parent=events_page, title="In town", venue=hall, dates=[on(1)])
    EventPageFactory(parent=events_page, title="In the country", venue=barn, dates=[on(2)])

    assert titles("venue=barn") == ["In the country"]
    assert counts("", "area") == {"little-moreton": 1, "oxford": 1}
    assert titles("area=oxford") == ["In town"]


def test_one_town_is_no_question(events_page):
    EventPageFactory(parent=events_page, venue=VenueFactory(locality="Oxford"), dates=[on(1)])

    assert filters().question("area") is None


def test_languages_by_their_names(events_page):
    EventPageFactory(parent=events_page, title="Signed", event_languages="en bfi xx", dates=[on(1)])

    options = filters().question("language").options

    assert [(option.value, option.label) for option in options] == [
        ("bfi", "British Sign Language"),
        ("en", "English"),
        ("xx", "xx"),
    ]


# Words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("bees", ["Café of bees"]),
        ("BEE", ["Café of bees"]),
        ("cafe", ["Café of bees"]),
        ("ees", []),
        ("bees stars", []),
        ("bees honey", ["Café of bees"]),
        ("workshop", ["Café of bees"]),
        ("harbour", ["Café of bees"]),
        ('"bees" AND (', ["Café of bees"]),
        ("bees's", []),
        ("%", []),
        ("_", []),
        ("***", []),
        ("محاضره", ["النجوم"]),
        ("المحاضرة", ["النجوم"]),
    ],
)
def test_words_are_found_where_a_word_begins_with_them(events_page, text, found):
    EventPageFactory(
        parent=events_page,
        title="Café of bees",
        summary="Honey for all and…",
        format=FormatFactory(name="Workshop"),
        venue=VenueFactory(name="Harbour Hall"),
        dates=[on(1)],
    )
    EventPageFactory(parent=events_page, title="النجوم", summary="محاضرة", dates=[on(2)])

    query = QueryDict(mutable=True)
    query["q"] = text

    assert titles(query) == found


def test_words_are_those_of_the_readers_language_else_the_source(events_page):
    welsh = Locale.objects.get(language_code="cy")
    bees = EventPageFactory(parent=events_page, title="Bees", dates=[on(1)])
    EventPageFactory(parent=events_page, title="Stars", dates=[on(2)])
    translated = bees.copy_for_translation(welsh, copy_parents=True)
    translated.title = "Gwenyn"
    translated.save_revision().publish()

    def found(text, locale):
        rows = Filters(QueryDict(f"q={text}"), locale=locale, now=NOON).occurrences()
        return [row.facts.page.title for row in rows]

    english = Locale.get_default()
    assert {
        (text, one.language_code): found(text, one) for text in ("bees", "gwenyn", "stars") for one in (english, welsh)
    } == {
        ("bees", "en"): ["Bees"],
        ("bees", "cy"): [],
        ("gwenyn", "en"): [],
        ("gwenyn", "cy"): ["Bees"],
        ("stars", "en"): ["Stars"],
        ("stars", "cy"): ["Stars"],
    }


# Order


def test_orders(events_page):
    EventPageFactory(parent=events_page, title="Long", dates=[(NOON - DAY, NOON + 9 * DAY)])
    EventPageFactory(parent=events_page, title="Soon", dates=[on(1)])
    EventPageFactory(parent=events_page, title="Later", dates=[on(2)])
    for number, page in enumerate(EventPage.objects.order_by("path")):
        EventPage.objects.filter(pk=page.pk).update(first_published_at=NOON - number * DAY)
    Occurrence.objects.update(note="")

    found = {sort: titles(f"sort={sort}") for sort in ("date", "ending", "newest")}

    assert found == {
        "date": ["Long", "Soon", "Later"],
        "ending": ["Soon", "Later", "Long"],
        "newest": ["Long", "Soon", "Later"],
    }


# What changes


def test_every_change_is_in_the_next_list(events_page):
    page = EventPageFactory(parent=events_page, title="Talk", dates=[on(1)])
    assert titles("price=free") == ["Talk"]

    page.price = Price.PAID
    page.save_revision().publish()
    assert (titles("price=free"), titles("price=paid")) == ([], ["Talk"])

    announce_change(facts=page.facts, status=Status.MOVED_ONLINE, reason="Snow.", now=NOON)
    assert titles("mode=online") == ["Talk"]

    restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert titles() == []
    restriction.delete()
    assert titles() == ["Talk"]

    withdraw_event(page)
    assert titles() == []


# What is absurd


@pytest.mark.parametrize(
    ("query", "ignored"),
    [
        ("q=" + "x" * 300, ["x" * 40]),
        ("date=someday", ["someday"]),
        ("date=2027-13", ["2027-13"]),
        ("date=1066-10", ["1066-10"]),
        ("date=today&date=week", ["Next 7 days"]),
        ("from=yesterday", ["From yesterday"]),
        ("from=2027-02-30", ["From 2027-02-30"]),
        ("from=9999-12-31", ["From 9999-12-31"]),
        ("to=0000-00-00", ["To 0000-00-00"]),
        ("from=2027-03-17&to=2027-03-16", ["From 17 March 2027 To 16 March 2027"]),
        ("from=2027-01-01&to=2028-01-02", ["From 1 January 2027 To 2 January 2028 (at most 366 days)"]),
        ("format=nonsense", ["nonsense"]),
        ("theme=%27+OR+1%3D1", ["' OR 1=1"]),
        ("audience=" + "y" * 5000, ["y" * 40]),
        ("age=child", ["child"]),
        ("age_from=-1", ["Youngest -1"]),
        ("age_to=99999999999999999999", ["Oldest 9999999999999999999999999999999999999999"[:27]]),
        ("age_from=٥", ["Youngest ٥"]),
        ("age_from=1e3", ["Youngest 1e3"]),
        ("age_from=12&age_to=5", ["Youngest 12 Oldest 5"]),
        ("mode=hybrid", ["hybrid"]),
        ("area=%F0%9F%90%9D", ["🐝"]),
        ("venue=<script>", ["<script>"]),
        ("access=true", ["true"]),
        ("price=0", ["0"]),
        ("festival=none", ["none"]),
        ("language=klingon", ["klingon"]),
        ("open=doors", ["doors"]),
        ("when=always", ["always"]),
        ("view=cube", ["cube"]),
        ("sort=random", ["random"]),
    ],
)
def test_what_is_absurd_is_left_out_and_named(events_page, client, query, ignored):
    EventPageFactory(parent=events_page, title="Talk", dates=[on(1)])
    found = filters(query)

    assert found.ignored == ignored
    response = client.get(f"{events_page.url}?{query}")
    assert (response.status_code, "Some of what was asked for" in response.content.decode()) == (200, True)


def test_a_thousand_words_and_values_are_no_trouble(events_page, client):
    EventPageFactory(parent=events_page, title="Talk", dates=[on(1)])

    words = client.get(events_page.url, {"q": "word " * 600})
    values = client.get(f"{events_page.url}?" + "&".join(f"theme=t{n}" for n in range(900)))

    assert (words.status_code, values.status_code) == (200, 200)


# Counts, looked at one by one

FORMATS, THEMES, AUDIENCES, FEATURES = ("talk", "walk"), ("water", "stars"), ("families", "adults"), ("lift", "loop")


@pytest.fixture
def twenty_events(events_page):
    """Every answer somewhere, in combinations that share no rhythm."""
    formats = itertools.cycle([FormatFactory(slug=slug) for slug in FORMATS] + [None])
    themes = [ThemeFactory(slug=slug) for slug in THEMES]
    audiences = [AudienceFactory(slug=slug) for slug in AUDIENCES]
    open_to = AudienceFactory(slug="public", axis=Audience.Axis.OPEN_TO)
    features = [AccessFeatureFactory(slug=slug) for slug in FEATURES]
    hall, barn = VenueFactory(slug="hall", locality="Oxford"), VenueFactory(slug="barn", locality="Moreton")
    VenueAccess.objects.create(venue=hall, feature=features[0], answer="yes")
    venues = itertools.cycle([hall, barn, None, hall])
    modes = itertools.cycle([*AttendanceMode.values, "in-person"])
    some_themes = itertools.cycle([themes, [], themes[:1], themes[1:], themes])
    some_audiences = itertools.cycle([[], audiences, audiences[:1]])
    prices = itertools.cycle(Price.values)
    ages = itertools.cycle([(0, None), (5, 7), (8, 12), (18, None), (3, 16)])
    access = itertools.cycle([[], [("lift", "no")], [("loop", "yes")], [], [("lift", "on-request"), ("loop", "unknown")]])
    by_slug = {one.slug: one for one in features}
    spans = itertools.cycle([[on(-40)], [on(-2), on(1)], [on(0)], [on(3)], [on(-30, 24 * 60)], [on(13), on(20)], [on(-1)]])
    for _number in range(20):
        low, high = next(ages)
        EventPageFactory(
            parent=events_page,
            format=next(formats),
            venue=next(venues),
            attendance_mode=next(modes),
            themes=next(some_themes),
            meant_for=next(some_audiences),
            open_to=[open_to],
            price=next(prices),
            age_from=low,
            age_to=high,
            access=[EventAccess(feature=by_slug[slug], answer=answer) for slug, answer in next(access)],
            event_languages="en",
            dates=next(spans),
        )


def answers_of(date_row):
    """What one date answers to each question, found by looking at it by itself."""
    facts = date_row.facts
    is_there = date_row.attendance_mode != "online" and date_row.venue
    offered = {
        one.feature.slug for one in (date_row.venue.access.all() if is_there else ()) if one.answer in ("yes", "on-request")
    }
    for one in facts.page.access.all():
        (offered.add if one.answer in ("yes", "on-request") else offered.discard)(one.feature.slug)
    high = 999 if facts.age_to is None else facts.age_to
    first, last = local(date_row.starts_at, date_row.timezone).date(), last_day_of(date_row)
    windows = {value: window_of(value, TODAY) for value in ("today", "weekend", "week", "month", "2027-02", "2027-04")}
    return {
        "date": {value for value, (begins, ends) in windows.items() if first <= ends and begins <= last},
        "format": {facts.format.slug} if facts.format else set(),
        "theme": {one.slug for one in facts.themes.all()},
        "audience": {one.slug for one in facts.meant_for.all()},
        "age": {
            value
            for value, (low, top, _label) in STAGES.items()
            if facts.age_from <= (999 if top is None else top) and low <= high
        },
        "mode": {mode for mode in ("in-person", "online") if date_row.attendance_mode in (mode, "both")},
        "venue": {date_row.venue.slug} if is_there else set(),
        "area": {date_row.venue.locality.lower()} if is_there else set(),
        "access": offered,
        "price": {facts.price},
        "open": {one.slug for one in facts.open_to.all()},
        "language": set(facts.event_languages.split()),
    }


def fits(answers, chosen):
    return all(
        set(values) <= answers[name] if name == "access" else answers[name] & set(values)
        for name, values in chosen.items()
        if values
    )


def brute_force(chosen, *, is_past):
    """The events that fit, each looked at by itself."""
    found = set()
    for facts in EventFacts.objects.all():
        fitting = [row for row in facts.occurrences.select_related("venue") if fits(answers_of(row), chosen)]
        if fitting and all(row.ends_at <= NOON for row in fitting) == is_past:
            found.add(facts.pk)
    return found


CHOICES = st.fixed_dictionaries(
    {},
    optional={
        "date": st.sampled_from(["today", "weekend", "week", "month", "2027-02", "2027-04"]).map(lambda one: [one]),
        "format": st.lists(st.sampled_from(FORMATS), max_size=2, unique=True),
        "theme": st.lists(st.sampled_from(THEMES), max_size=2, unique=True),
        "audience": st.lists(st.sampled_from(AUDIENCES), max_size=2, unique=True),
        "age": st.lists(st.sampled_from(list(STAGES)), max_size=2, unique=True),
        "mode": st.lists(st.sampled_from(["in-person", "online"]), max_size=2, unique=True),
        "venue": st.lists(st.sampled_from(["hall", "barn"]), max_size=2, unique=True),
        "access": st.lists(st.sampled_from(FEATURES), max_size=2, unique=True),
        "price": st.lists(st.sampled_from(Price.values), max_size=2, unique=True),
    },
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=CHOICES, is_past=st.booleans())
def test_counts_are_what_one_finds_by_looking_at_each(home_page, twenty_events, chosen, is_past):
    query = QueryDict(mutable=True)
    for name, values in chosen.items():
        query.setlist(name, values)
    if is_past:
        query["when"] = "past"

    found = filters(query)

    assert {row.facts_id for row in found.occurrences()} == brute_force(chosen, is_past=is_past)
    assert found.found.count() == found.occurrences().count()
    for name in ("date", "theme", "access", "mode", "venue", "age"):
        counted = {option.value: option.count for option in found.question(name).options} if found.question(name) else {}
        for value, count in counted.items():
            if name == "date" and value not in ("today", "weekend", "week", "month", "2027-02", "2027-04"):
                continue
            others = [one for one in chosen.get(name, []) if one != value] if name == "access" else []
            assert count == len(brute_force(chosen | {name: [value, *others]}, is_past=is_past)), (name, value)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=CHOICES, hours=st.integers(-1000, 600))
def test_whatever_is_chosen_every_event_that_fits_is_in_exactly_one_of_upcoming_and_past(twenty_events, chosen, hours):
    query = QueryDict(mutable=True)
    for name, values in chosen.items():
        if name != "date":
            query.setlist(name, values)
    query["from"], query["to"] = "2027-01-20", "2027-06-20"
    now = NOON + hours * HOUR

    coming = [row.facts_id for row in filters(query, now).occurrences()]
    query["when"] = "past"
    over = [row.facts_id for row in filters(query, now).occurrences()]

    chosen = {name: values for name, values in chosen.items() if name != "date"}
    everything = brute_force(chosen, is_past=False) | brute_force(chosen, is_past=True)
    assert sorted(coming + over) == sorted(everything)


def test_the_list_and_the_question_upcoming_agree_at_every_edge(twenty_events):
    edges = {at for row in Occurrence.objects.all() for at in (row.starts_at, row.ends_at)}

    for now in edges:
        public = Occurrence.objects.public()
        assert [row.pk for row in filters("", now).occurrences()] == [row.pk for row in public.upcoming_events(now=now)]
        assert [row.pk for row in filters("when=past", now).occurrences()] == [row.pk for row in public.past_events(now=now)]
