import zoneinfo
from datetime import UTC, datetime

import factory

from opportunities.models import (
    Applicant,
    AwardPage,
    AwardRound,
    CallRound,
    ContributorCallPage,
    ContributorRound,
    CourseDate,
    FundingCallPage,
    OpportunitiesPage,
    TrainingPage,
    VolunteerRolePage,
)
from opportunities.models.facts import TERM_LISTS

from .core import TermFactory
from .pages import PageFactory

#: When a call closes if a test does not care.
SOME_DEADLINE = datetime(2027, 10, 12, 15, 0, tzinfo=UTC)


def written_round(timezone_name="Europe/London", model=CallRound, **moments):
    """A round as an editor would write it; `opens_at`, `interest_at`, `internal_deadline_at` and `closes_at` are moments."""
    return model(**clocks(("opens", "interest", "internal", "closes"), timezone_name, moments), **moments)


def award_round(timezone_name="Europe/London", **moments):
    return written_round(timezone_name, AwardRound, **moments)


def contributor_round(timezone_name="Europe/London", **moments):
    return written_round(timezone_name, ContributorRound, **moments)


def training_run(timezone_name="Europe/London", **moments):
    """A run as an editor would write it; `starts_at`, `ends_at`, `opens_at` and `closes_at` are moments."""
    return CourseDate(**clocks(("starts", "ends", "opens", "closes"), timezone_name, moments), **moments)


def clocks(names, timezone_name, moments):
    """The clock times of those moments, which are taken out."""
    values = {}
    for name in names:
        at = moments.pop("internal_deadline_at" if name == "internal" else f"{name}_at", None)
        if at is not None:
            at = at.astimezone(zoneinfo.ZoneInfo(timezone_name))
            values |= {f"{name}_date": at.date(), f"{name}_time": at.time()}
    return values


class ApplicantFactory(TermFactory):
    class Meta:
        model = Applicant

    name = factory.Sequence("Applicant {}".format)
    slug = factory.Sequence("applicant-{}".format)
    axis = Applicant.Axis.ROLE


class OpportunitiesPageFactory(PageFactory):
    class Meta:
        model = OpportunitiesPage

    title = "Opportunities"
    slug = "opportunities"


class OpportunityPageFactory(PageFactory):
    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class, *args, **values):
        many = {name: values.pop(name) for name in (*TERM_LISTS, "rounds", "outcomes") if name in values}
        return super()._create(model_class, *args, many=many, **values)


class FundingCallPageFactory(OpportunityPageFactory):
    """A published call with one round. `rounds` are `CallRound`s, made by `written_round`."""

    class Meta:
        model = FundingCallPage

    title = factory.Sequence("Call {}".format)
    rounds = factory.LazyFunction(lambda: [written_round(closes_at=SOME_DEADLINE)])


class VolunteerRolePageFactory(OpportunityPageFactory):
    """A published role that never closes."""

    class Meta:
        model = VolunteerRolePage

    title = factory.Sequence("Role {}".format)


class TrainingPageFactory(OpportunityPageFactory):
    """A published course that people take whenever they like. `rounds` are `CourseDate`s, made by `training_run`."""

    class Meta:
        model = TrainingPage

    title = factory.Sequence("Course {}".format)


class AwardPageFactory(OpportunityPageFactory):
    """A published award with one round."""

    class Meta:
        model = AwardPage

    title = factory.Sequence("Award {}".format)
    rounds = factory.LazyFunction(lambda: [award_round(closes_at=SOME_DEADLINE)])


class ContributorCallPageFactory(OpportunityPageFactory):
    """A published call for contributors with one round."""

    class Meta:
        model = ContributorCallPage

    title = factory.Sequence("Call for contributors {}".format)
    rounds = factory.LazyFunction(lambda: [contributor_round(closes_at=SOME_DEADLINE)])
