"""Every kind of page that is published as facts: one of each, with one day that everybody is told, and a later one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from events.models import EventPage, FestivalPage, SummerSchoolPage
from opportunities.models import AwardPage, ContributorCallPage, FundingCallPage, TrainingPage, VolunteerRolePage
from tests.factories.events import EventPageFactory, written
from tests.factories.festivals import FestivalPageFactory, open_day
from tests.factories.opportunities import (
    AwardPageFactory,
    ContributorCallPageFactory,
    FundingCallPageFactory,
    TrainingPageFactory,
    VolunteerRolePageFactory,
    award_round,
    contributor_round,
    training_run,
    written_round,
)
from tests.factories.schools import SummerSchoolPageFactory, school_run

NOW = datetime(2027, 2, 10, 12, 0, tzinfo=UTC)
FIRST, LATER = date(2027, 6, 15), date(2027, 6, 22)
HOURS = timedelta(hours=3)


def noon(day):
    return datetime.combine(day, time(12), tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Kind:
    """How a page of one kind is made, how its day is written on it, and which of its files tells it."""

    factory: Any
    list_page: str
    write: Callable
    read: Callable
    file: str = ""

    def make(self, parent, day=FIRST, **values):
        return self.factory(parent=parent, title="Of interest", slug="of-interest", **self.write(day), **values)

    def change(self, page, day):
        """The page with its only date on another day, everything else of the date as it was."""
        for name, value in self.write(day).items():
            if not isinstance(value, list):
                setattr(page, name, value)
                continue
            [new], [old] = value[-1:], list(getattr(page, name).all())[-1:]
            if name == "dates":
                new = written(new)
            for field in ("uid", "translation_key", "name", "pk"):
                if hasattr(old, field):
                    setattr(new, field, getattr(old, field))
            setattr(page, name, [*list(getattr(page, name).all())[:-1], new])
        return page

    def days(self, facts):
        return {at if isinstance(at, str) else f"{at:%Y-%m-%d}" for at in self.read(facts)}


def _closing(facts):
    return [one.closes_at for one in facts.rounds.all()]


def _rounds(make: Callable) -> Callable:
    return lambda day: {"rounds": [make(closes_at=noon(day))]}


KINDS = {
    EventPage: Kind(
        factory=EventPageFactory,
        list_page="events",
        write=lambda day: {"dates": [(noon(day), noon(day) + HOURS)]},
        read=lambda facts: [one.starts_at for one in facts.occurrences.filter(is_public=True)],
        file="event",
    ),
    FestivalPage: Kind(
        factory=FestivalPageFactory,
        list_page="events",
        write=lambda day: {"days": [open_day(day)]},
        read=lambda facts: [one["day"] for one in facts.hours],
    ),
    SummerSchoolPage: Kind(
        factory=SummerSchoolPageFactory,
        list_page="events",
        write=lambda day: {"runs": [school_run(closes_at=noon(day), decision_on=None)]},
        read=lambda facts: [one.closes_at for one in facts.runs.all()],
        file="summer-school",
    ),
    FundingCallPage: Kind(
        factory=FundingCallPageFactory,
        list_page="opportunities",
        write=_rounds(written_round),
        read=_closing,
        file="opportunity",
    ),
    TrainingPage: Kind(
        factory=TrainingPageFactory,
        list_page="opportunities",
        write=lambda day: {
            "rounds": [training_run(closes_at=noon(day), starts_at=noon(day) + 9 * HOURS, ends_at=noon(day) + 10 * HOURS)]
        },
        read=_closing,
        file="opportunity",
    ),
    AwardPage: Kind(
        factory=AwardPageFactory, list_page="opportunities", write=_rounds(award_round), read=_closing, file="opportunity"
    ),
    ContributorCallPage: Kind(
        factory=ContributorCallPageFactory,
        list_page="opportunities",
        write=_rounds(contributor_round),
        read=_closing,
        file="opportunity",
    ),
    VolunteerRolePage: Kind(
        factory=VolunteerRolePageFactory,
        list_page="opportunities",
        write=lambda day: {"closes_date": day, "closes_time": time(13)},
        read=_closing,
        file="opportunity",
    ),
}
