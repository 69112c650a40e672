import zoneinfo
from datetime import UTC, datetime

import factory

from opportunities.models import CallRound, FundingCallPage, OpportunitiesPage, VolunteerRolePage
from opportunities.models.facts import TERM_LISTS

from .pages import PageFactory

#: When a call closes if a test does not care.
SOME_DEADLINE = datetime(2027, 10, 12, 15, 0, tzinfo=UTC)


def written_round(timezone_name="Europe/London", **moments):
    """A round as an editor would write it; `opens_at`, `closes_at` and `internal_deadline_at` are moments."""
    values = {}
    for name in ("opens", "closes", "internal"):
        at = moments.pop("internal_deadline_at" if name == "internal" else f"{name}_at", None)
        if at is not None:
            at = at.astimezone(zoneinfo.ZoneInfo(timezone_name))
            values |= {f"{name}_date": at.date(), f"{name}_time": at.time()}
    return CallRound(**values, **moments)


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
        many = {name: values.pop(name) for name in (*TERM_LISTS, "rounds") if name in values}
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
