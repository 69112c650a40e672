"""What a summer school tells those who have planned with it: cancelled runs, and everything else that publishing changes."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError

from core.models import PublicChange
from core.publishing import rebuild
from events.schools.models import IntakeFacts
from tests.factories.core import VenueFactory
from tests.factories.schools import SummerSchoolPageFactory, school_run

NOW = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
REASON = "The college is being rewired all summer."


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def school(events_page):
    return SummerSchoolPageFactory(
        parent=events_page, title="Summer of tides", runs=[school_run(venue=VenueFactory(name="Hill"))]
    )


def change(school, **values):
    run = school.runs.first()
    for name, value in values.items():
        setattr(run, name, value)
    school.runs = [run]
    school.save_revision().publish()


def told():
    return [(one.kind, one.reasons.get("en", "")) for one in PublicChange.objects.order_by("pk")]


def text_of(client, url):
    return " ".join(client.get(url).content.decode().split())


def test_a_cancelled_run_says_why_on_the_page_in_the_log_and_in_calendars(client, school):
    change(school, is_cancelled=True, change_reason=REASON)

    text = text_of(client, school.url)
    log = text.partition('id="changes"')[2].partition("</section>")[0]
    assert told() == [("cancelled", REASON)]
    assert REASON in text.partition('class="run-card"')[2].partition("</article>")[0]
    assert "Cancelled" in log
    assert REASON in log
    assert "Announced 1 March 2027, midday" in log
    calendar = client.get(f"{school.url}summer-school.ics").content.decode().replace("\r\n ", "")
    assert "STATUS:CANCELLED" in calendar
    assert REASON in calendar


def test_it_cannot_be_cancelled_without_a_sentence(school):
    with pytest.raises(ValidationError, match="Say in one sentence why"):
        school_run(is_cancelled=True).clean()
    with pytest.raises(ValidationError, match="One sentence is enough"):
        school_run(change_reason="The college is closed. We are sorry.").clean()


def test_a_run_that_comes_back_says_so(school):
    change(school, is_cancelled=True, change_reason=REASON)
    change(school, is_cancelled=False, change_reason="The wires hold after all.")

    assert told() == [("cancelled", REASON), ("restored", "The wires hold after all.")]


@pytest.mark.parametrize(
    ("values", "kind", "words"),
    [
        (
            {"closes_date": date(2027, 5, 7)},
            "deadline",
            ["4pm UK time, Friday 30 April 2027", "4pm UK time, Friday 7 May 2027"],
        ),
        (
            {"start_date": date(2027, 8, 9), "end_date": date(2027, 8, 13)},
            "dates",
            ["Monday 2 August 2027 to Friday 6 August 2027", "Monday 9 August 2027 to Friday 13 August 2027"],
        ),
        ({"decision_on": date(2027, 5, 21)}, "decision", ["Friday 14 May 2027", "Friday 21 May 2027"]),
        ({"opens_date": date(2027, 3, 8)}, "opening", ["Monday 1 February 2027", "9am UK time, Monday 8 March 2027"]),
    ],
)
def test_another_day_stands_in_the_log_beside_the_old_one(client, school, values, kind, words):
    change(school, **values)

    log = text_of(client, school.url).partition('id="changes"')[2].partition("</section>")[0]
    assert told() == [(kind, "")]
    assert [one for one in words if one not in log] == []


def test_another_site_stands_in_the_log(client, school):
    change(school, venue=VenueFactory(name="Harbour"), change_reason="The hill is full.")

    log = text_of(client, school.url).partition('id="changes"')[2].partition("</section>")[0]
    assert "Hill" in log
    assert "<strong>Harbour</strong>" in log


def test_what_nobody_could_have_planned_with_is_no_change(school):
    change(school, places=30, apply_url="https://apply.example/tides", name="Tides 2027")

    assert told() == []


def test_a_date_that_nobody_knew_before_is_no_change(events_page):
    school = SummerSchoolPageFactory(parent=events_page, runs=[school_run(opens_at=None, closes_at=None, decision_on=None)])

    change(school, closes_date=date(2027, 5, 1), decision_on=date(2027, 6, 1))

    assert told() == []


def test_what_is_over_is_corrected_without_a_word(school):
    with time_machine.travel(datetime(2027, 9, 1, tzinfo=UTC), tick=False):
        change(school, end_date=date(2027, 8, 7))

    assert told() == []


def test_a_reason_is_said_once(school):
    change(school, closes_date=date(2027, 5, 7), change_reason="Exams moved, and so do we.")
    change(school, decision_on=date(2027, 5, 21))

    assert told() == [("deadline", "Exams moved, and so do we."), ("decision", "")]


def test_a_repair_is_no_news(school):
    IntakeFacts.objects.update(is_cancelled=True)

    rebuild(now=NOW)

    assert told() == []
