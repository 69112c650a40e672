from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from wagtail.models import Locale

from events.choices import Precision, Status
from events.models import EventDate, EventFacts, EventPage, Occurrence
from events.models.occurrences import BEGINNING
from events.services.spans import span_of
from tests.factories.core import FormatFactory, ThemeFactory, VenueFactory
from tests.factories.events import EventPageFactory

MARCH = datetime(2027, 3, 18, 18, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


# Daylight saving, leap days, the end of a year and months alone: every case that has ever gone wrong in a calendar.
@pytest.mark.parametrize(
    ("written", "starts_at", "ends_at", "is_all_day", "has_known_end"),
    [
        pytest.param(
            {"start_date": date(2027, 3, 18), "start_time": time(18), "end_time": time(19)},
            datetime(2027, 3, 18, 18, tzinfo=UTC), datetime(2027, 3, 18, 19, tzinfo=UTC), False, True, id="an hour",
        ),
        pytest.param(
            {"start_date": date(2027, 7, 1), "start_time": time(22), "end_date": date(2027, 7, 2), "end_time": time(1)},
            datetime(2027, 7, 1, 21, tzinfo=UTC), datetime(2027, 7, 2, 0, tzinfo=UTC), False, True, id="past midnight",
        ),
        pytest.param(
            {"start_date": date(2027, 7, 1), "start_time": time(18)},
            datetime(2027, 7, 1, 17, tzinfo=UTC), datetime(2027, 7, 1, 23, tzinfo=UTC), False, False, id="unknown end",
        ),
        pytest.param(
            {"start_date": date(2027, 3, 28)},
            datetime(2027, 3, 28, 0, tzinfo=UTC), datetime(2027, 3, 28, 23, tzinfo=UTC), True, True, id="all day, 23 hours",
        ),
        pytest.param(
            {"start_date": date(2028, 2, 28), "end_date": date(2028, 3, 1)},
            datetime(2028, 2, 28, tzinfo=UTC), datetime(2028, 3, 2, tzinfo=UTC), True, True, id="over a leap day",
        ),
        pytest.param(
            {"start_date": date(2026, 12, 31), "end_date": date(2027, 1, 1)},
            datetime(2026, 12, 31, tzinfo=UTC), datetime(2027, 1, 2, tzinfo=UTC), True, True, id="over new year",
        ),
        pytest.param(
            {"start_date": date(2027, 3, 27), "start_time": time(22), "end_date": date(2027, 3, 28), "end_time": time(3)},
            datetime(2027, 3, 27, 22, tzinfo=UTC), datetime(2027, 3, 28, 2, tzinfo=UTC), False, True,
            id="the night the clocks go forward: four hours",
        ),
        pytest.param(
            {"start_date": date(2027, 10, 30), "start_time": time(22), "end_date": date(2027, 10, 31), "end_time": time(3)},
            datetime(2027, 10, 30, 21, tzinfo=UTC), datetime(2027, 10, 31, 3, tzinfo=UTC), False, True,
            id="the night the clocks go back: six hours",
        ),
        pytest.param(
            {"start_date": date(2027, 10, 31), "start_time": time(1, 30), "end_time": time(3), "which_time": "first"},
            datetime(2027, 10, 31, 0, 30, tzinfo=UTC), datetime(2027, 10, 31, 3, tzinfo=UTC), False, True,
            id="the first half past one",
        ),
        pytest.param(
            {"start_date": date(2027, 10, 31), "start_time": time(1, 30), "end_time": time(3), "which_time": "second"},
            datetime(2027, 10, 31, 1, 30, tzinfo=UTC), datetime(2027, 10, 31, 3, tzinfo=UTC), False, True,
            id="the second half past one",
        ),
        pytest.param(
            {"start_date": date(2027, 10, 31)},
            datetime(2027, 10, 30, 23, tzinfo=UTC), datetime(2027, 11, 1, 0, tzinfo=UTC), True, True, id="all day, 25 hours",
        ),
        pytest.param(
            {"start_date": date(2028, 2, 29), "start_time": time(23), "end_date": date(2028, 3, 1), "end_time": time(1)},
            datetime(2028, 2, 29, 23, tzinfo=UTC), datetime(2028, 3, 1, 1, tzinfo=UTC), False, True, id="out of a leap day",
        ),
        pytest.param(
            {"start_date": date(2026, 12, 31), "start_time": time(22), "end_date": date(2027, 1, 1), "end_time": time(2)},
            datetime(2026, 12, 31, 22, tzinfo=UTC), datetime(2027, 1, 1, 2, tzinfo=UTC), False, True, id="into the new year",
        ),
        pytest.param(
            {"start_date": date(2028, 2, 10), "precision": Precision.MONTH},
            datetime(2028, 2, 1, tzinfo=UTC), datetime(2028, 3, 1, tzinfo=UTC), True, True, id="a leap February",
        ),
        pytest.param(
            {"start_date": date(2015, 7, 9), "precision": Precision.MONTH},
            datetime(2015, 6, 30, 23, tzinfo=UTC), datetime(2015, 7, 31, 23, tzinfo=UTC), True, True, id="July 2015",
        ),
        pytest.param(
            {"start_date": date(2015, 12, 31), "precision": Precision.MONTH},
            datetime(2015, 12, 1, tzinfo=UTC), datetime(2016, 1, 1, tzinfo=UTC), True, True, id="December 2015",
        ),
    ],
)  # fmt: skip
def test_a_written_date_means_these_moments(written, starts_at, ends_at, is_all_day, has_known_end):
    span = span_of(EventDate(**written), "Europe/London")

    assert (span.starts_at, span.ends_at, span.is_all_day, span.has_known_end) == (
        starts_at,
        ends_at,
        is_all_day,
        has_known_end,
    )


def test_publishing_makes_one_occurrence_for_each_date_each_next_after_the_one_before(events_page):
    page = EventPageFactory(parent=events_page, dates=[(MARCH + 48 * HOUR, MARCH + 50 * HOUR), (MARCH, MARCH + HOUR)])

    rows = Occurrence.objects.filter(facts__page=page).values_list("starts_at", "next_from", "is_last", "is_public", "sequence")

    assert list(rows) == [
        (MARCH, BEGINNING, False, True, 0),
        (MARCH + 48 * HOUR, MARCH + HOUR, True, True, 0),
    ]


def test_a_draft_has_no_occurrences(events_page):
    EventPageFactory(parent=events_page, dates=[(MARCH, MARCH + HOUR)], publish=False)

    assert not Occurrence.objects.exists()


def test_publishing_again_changes_nothing_that_did_not_change(events_page):
    page = EventPageFactory(parent=events_page, dates=[(MARCH, MARCH + HOUR)])
    before = Occurrence.objects.values().get()

    page.save_revision().publish()

    assert Occurrence.objects.values().get() == before


def test_a_new_time_keeps_the_uid_remembers_the_old_start_and_raises_the_sequence(events_page):
    page = EventPageFactory(parent=events_page, dates=[(MARCH, MARCH + HOUR)])
    before = Occurrence.objects.get()

    date = page.dates.get()
    date.start_time = time(17)
    page.dates = [date]
    page.save_revision().publish()

    after = Occurrence.objects.get()
    assert (after.uid, after.starts_at, after.previous_starts_at, after.sequence, after.status) == (
        before.uid,
        MARCH - HOUR,
        MARCH,
        1,
        Status.RESCHEDULED,
    )


@time_machine.travel(MARCH + 2 * HOUR, tick=False)
def test_a_date_that_is_taken_out_is_gone_if_it_is_over_and_cancelled_if_somebody_may_count_on_it(events_page):
    page = EventPageFactory(
        parent=events_page, dates=[(MARCH + hours * HOUR, MARCH + (hours + 1) * HOUR) for hours in (0, 24, 48)]
    )

    page.dates = list(page.dates.all())[1:2]
    page.save_revision().publish()

    assert list(Occurrence.objects.values_list("starts_at", "status", "is_last")) == [
        (MARCH + 24 * HOUR, Status.SCHEDULED, False),
        (MARCH + 48 * HOUR, Status.CANCELLED, True),
    ]


def test_unpublishing_hides_the_dates_and_publishing_brings_them_back(events_page):
    page = EventPageFactory(parent=events_page, dates=[(MARCH, MARCH + HOUR)])
    uid = Occurrence.objects.get().uid

    page.unpublish()
    hidden = list(Occurrence.objects.public())
    page.save_revision().publish()

    assert (hidden, Occurrence.objects.public().get().uid) == ([], uid)


def test_deleting_the_page_deletes_its_facts(events_page):
    page = EventPageFactory(parent=events_page, dates=[(MARCH, MARCH + HOUR)])
    assert EventFacts.objects.exists()

    page.delete()

    assert not EventFacts.objects.exists()
    assert not Occurrence.objects.exists()


def test_facts_follow_the_page(events_page):
    venue, kind, theme = VenueFactory(), FormatFactory(), ThemeFactory()
    page = EventPageFactory(parent=events_page, dates=[(MARCH, MARCH + HOUR)], venue=venue, format=kind, age_from=8)

    page.themes = [theme]
    page.age_to = 12
    page.save_revision().publish()

    facts = EventFacts.objects.get()
    assert (facts.venue, facts.format, facts.age_from, facts.age_to, list(facts.themes.all())) == (venue, kind, 8, 12, [theme])
    assert Occurrence.objects.get().venue == venue


def test_a_translation_shows_the_source_pages_dates_and_cannot_change_them(events_page):
    page = EventPageFactory(parent=events_page, title="Open lab", dates=[(MARCH, MARCH + HOUR)])
    welsh_locale = Locale.objects.get(language_code="cy")

    welsh = page.copy_for_translation(welsh_locale, copy_parents=True)
    welsh.title = "Labordy agored"
    moved = EventDate(start_date=date(2030, 1, 1), start_time=time(9), uid=page.dates.get().uid)
    welsh.dates = [moved]
    welsh.save_revision().publish()

    assert list(Occurrence.objects.values_list("starts_at", "sequence")) == [(MARCH, 0)]
    assert [one.starts_at for one in EventPage.objects.get(pk=welsh.pk).details.occurrences] == [MARCH]
