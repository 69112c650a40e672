import itertools

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.choices import AttendanceMode
from core.dates import local
from core.models import Audience
from core.models.venues import VenueAccess
from events.choices import PriceKind
from events.facets import STAGES, window_of
from events.formatting import last_day_of
from events.models import EventAccess, EventFacts, Occurrence
from tests.events.filters.asking import HOUR, NOON, TODAY, filters, on
from tests.factories.core import AccessFeatureFactory, AudienceFactory, FormatFactory, ThemeFactory, VenueFactory
from tests.factories.events import EventPageFactory

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
    prices = itertools.cycle(PriceKind.values)
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


@pytest.fixture
def looked_at(twenty_events):
    """{event: [(when a date ends, what it answers)]}: each date looked at by itself, once."""
    rows = Occurrence.objects.select_related("venue", "facts__format", "facts__page").order_by("pk")
    found = {facts.pk: [] for facts in EventFacts.objects.all()}
    for row in rows:
        found[row.facts_id].append((row.ends_at, answers_of(row)))
    return found


def brute_force(looked_at, chosen, *, is_past):
    """The events that fit, by going through all that there is."""
    found = set()
    for facts, dates in looked_at.items():
        fitting = [ends_at for ends_at, answers in dates if fits(answers, chosen)]
        if fitting and all(ends_at <= NOON for ends_at in fitting) == is_past:
            found.add(facts)
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
        "price": st.lists(st.sampled_from(PriceKind.values), max_size=2, unique=True),
    },
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=CHOICES, is_past=st.booleans())
def test_counts_are_what_one_finds_by_looking_at_each(home_page, looked_at, chosen, is_past):
    query = QueryDict(mutable=True)
    for name, values in chosen.items():
        query.setlist(name, values)
    if is_past:
        query["when"] = "past"

    found = filters(query)

    assert {row.facts_id for row in found.occurrences()} == brute_force(looked_at, chosen, is_past=is_past)
    assert found.found.count() == found.occurrences().count()
    for name in ("date", "theme", "access", "mode", "venue", "age"):
        counted = {option.value: option.count for option in found.question(name).options} if found.question(name) else {}
        for value, count in counted.items():
            if name == "date" and value not in ("today", "weekend", "week", "month", "2027-02", "2027-04"):
                continue
            others = [one for one in chosen.get(name, []) if one != value] if name == "access" else []
            assert count == len(brute_force(looked_at, chosen | {name: [value, *others]}, is_past=is_past)), (name, value)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=CHOICES, hours=st.integers(-1000, 600))
def test_whatever_is_chosen_every_event_that_fits_is_in_exactly_one_of_upcoming_and_past(looked_at, chosen, hours):
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
    everything = brute_force(looked_at, chosen, is_past=False) | brute_force(looked_at, chosen, is_past=True)
    assert sorted(coming + over) == sorted(everything)


def test_the_list_and_the_question_upcoming_agree_at_every_edge(twenty_events):
    edges = {at for row in Occurrence.objects.all() for at in (row.starts_at, row.ends_at)}

    for now in edges:
        public = Occurrence.objects.public()
        assert [row.pk for row in filters("", now).occurrences()] == [row.pk for row in public.upcoming_events(now=now)]
        assert [row.pk for row in filters("when=past", now).occurrences()] == [row.pk for row in public.past_events(now=now)]
