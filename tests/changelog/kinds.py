"""One of every kind of thing that has a public log, with two changes of its dates that can be told."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from events.choices import ChangeKind, SessionChange
from events.festivals.services import SessionNews, announce_session, release_programme
from events.models import EventsPage, Session, SessionSlot
from events.services import announce_change
from events.services.spans import DateValue
from tests.factories.events import EventPageFactory, EventsPageFactory
from tests.factories.festivals import SATURDAY, FestivalPageFactory, SessionFactory, run_at
from tests.factories.opportunities import FundingCallPageFactory, OpportunitiesPageFactory, written_round
from tests.factories.schools import SummerSchoolPageFactory, school_run

NOW = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class Kind:
    """How one kind of things is made, changed and read."""

    #: home page → a published page.
    make: Callable
    #: (page, number, *, reason, translations, user): tells the public of its first (0) or second (1) change.
    announce: Callable
    #: (page, number): publishes that change past every form, so that nobody is asked why.
    publish: Callable
    #: What is read about each change at the top of the page, and in the log.
    top: tuple
    log: tuple
    #: Where the log is, below the page's own address.
    log_at: str = ""


def _again(page):
    return type(page).objects.get(pk=page.pk)


def whats_on(home):
    return EventsPage.objects.first() or EventsPageFactory(parent=home)


def make_event(home):
    dates = [(NOW + days * DAY, NOW + days * DAY + HOUR) for days in (10, 20)]
    return EventPageFactory(parent=whats_on(home), title="Open lab", dates=dates)


NEW_DAYS = (date(2027, 3, 12), date(2027, 3, 23))


def announce_event(page, number, *, reason, translations=None, user=None):
    announce_change(
        facts=page.facts,
        status=ChangeKind.RESCHEDULED,
        occurrence=page.facts.occurrences.order_by("pk")[number],
        new_date=DateValue(start_date=NEW_DAYS[number], start_time=time(15)),
        reason=reason,
        translations=translations,
        user=user,
        now=NOW,
    )


def publish_event(page, number):
    page = _again(page)
    dates = list(page.dates.order_by("pk"))
    dates[number].start_date = dates[number].end_date = NEW_DAYS[number]
    page.dates = dates
    page.save_revision().publish()


TITLES = ("Eels", "Otters")


def make_festival(home):
    page = FestivalPageFactory(parent=whats_on(home), title="Festival of the River", slug="river")
    for title in TITLES:
        SessionFactory(festival=page.festival, title=title, runs=[run_at(SATURDAY, "12:00", "13:00")])
    release_programme(festival=page.festival, note="", now=NOW - 9 * DAY)
    return page


def announce_sessions(page, number, *, reason, translations=None, user=None):
    session = Session.objects.get(title=TITLES[number])
    news = SessionNews(
        session=session.uid,
        code=session.runs.get().code,
        kind=SessionChange.MOVED,
        day=SATURDAY,
        starts=time(14),
        ends=time(15),
        reason=reason,
        translations=translations or {},
    )
    announce_session(festival=page.festival, news=news, now=NOW, user=user)


def publish_sessions(page, number):
    SessionSlot.objects.filter(session__title=TITLES[number]).update(starts=time(14), ends=time(15))
    release_programme(festival=page.festival, note="", now=NOW)


def make_school(home):
    return SummerSchoolPageFactory(parent=whats_on(home), title="Summer of tides", runs=[school_run()])


SCHOOL_CHANGES = (
    {"closes_date": date(2027, 5, 7)},
    {"start_date": date(2027, 8, 9), "end_date": date(2027, 8, 13)},
)


def announce_school(page, number, *, reason, translations=None, user=None):
    page = _again(page)
    intake = page.runs.get()
    for name, value in SCHOOL_CHANGES[number].items():
        setattr(intake, name, value)
    intake.change_reason, intake.change_reason_translations = reason, translations or {}
    page.runs = [intake]
    page.save_revision(user=user).publish(user=user)


def publish_school(page, number):
    announce_school(page, number, reason="")


def make_call(home):
    closes = datetime(2027, 10, 12, 15, 0, tzinfo=UTC)
    return FundingCallPageFactory(
        parent=OpportunitiesPageFactory(parent=home),
        title="Seed fund",
        rounds=[written_round(closes_at=closes, decision_on=date(2027, 12, 1))],
    )


CALL_CHANGES = ({"closes_date": date(2027, 11, 2)}, {"decision_on": date(2027, 12, 8)})


def announce_call(page, number, *, reason, translations=None, user=None):
    page = _again(page)
    one = page.rounds.get()
    for name, value in CALL_CHANGES[number].items():
        setattr(one, name, value)
    page.rounds = [one]
    page.change_reason, page.change_reason_translations = reason, translations or {}
    page.change_reason_id = uuid.uuid4() if reason else None
    page.save_revision(user=user).publish(user=user)


def publish_call(page, number):
    announce_call(page, number, reason="")


EVENT_WORDS = ("Thursday 11 March 2027, midday", "Sunday 21 March 2027, midday")
SESSION_WORDS = "Is now Saturday 1 May, 2pm to 3pm, not Saturday 1 May, midday to 1pm."
CALL_WORDS = (
    "The deadline moved from 4pm UK time, Tuesday 12 October 2027 to 4pm UK time, Tuesday 2 November 2027.",
    "The decision moved from Wednesday 1 December 2027 to Wednesday 8 December 2027.",
)
#: By the name that rows have as `thing`.
KINDS = {
    "event": Kind(
        make=make_event,
        announce=announce_event,
        publish=publish_event,
        top=tuple(f"{words}: New date" for words in EVENT_WORDS),
        log=EVENT_WORDS,
    ),
    "session": Kind(
        make=make_festival,
        announce=announce_sessions,
        publish=publish_sessions,
        top=tuple(f"<strong>{title}</strong> {SESSION_WORDS}" for title in TITLES),
        log=TITLES,
        log_at="changes/",
    ),
    "summer-school": Kind(
        make=make_school,
        announce=announce_school,
        publish=publish_school,
        top=("Caldermouth 2027: New deadline", "Caldermouth 2027: New dates"),
        log=("4pm UK time, Friday 7 May 2027", "Monday 9 August 2027 to Friday 13 August 2027"),
    ),
    "opportunity": Kind(make=make_call, announce=announce_call, publish=publish_call, top=CALL_WORDS, log=CALL_WORDS),
}
