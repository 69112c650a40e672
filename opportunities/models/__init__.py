from opportunities.external.models import CallSource, FoundCall
from opportunities.shifts.models import HeldShift, Hold, Shift

from .base import OpportunityPage
from .facts import Applicant, OpportunityFacts, StateInterval
from .pages import (
    AwardPage,
    AwardWinner,
    ContributorCallPage,
    FundedProject,
    FundingCallPage,
    OpportunitiesPage,
    TrainingPage,
    VolunteerRolePage,
)
from .rounds import AwardRound, CallRound, ContributorRound, CourseDate, RoundFacts

#: The page type of each `opportunities.choices.Kind`.
PAGE_TYPES = {page.kind: page for page in (FundingCallPage, TrainingPage, AwardPage, ContributorCallPage, VolunteerRolePage)}

__all__ = [
    "PAGE_TYPES", "Applicant", "AwardPage", "AwardRound", "AwardWinner", "CallRound", "CallSource", "ContributorCallPage",
    "ContributorRound", "CourseDate", "FoundCall", "FundedProject", "FundingCallPage", "HeldShift", "Hold",
    "OpportunitiesPage", "OpportunityFacts", "OpportunityPage", "RoundFacts", "Shift", "StateInterval", "TrainingPage",
    "VolunteerRolePage",
]  # fmt: skip
