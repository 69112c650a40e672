from opportunities.external.models import CallSource, FoundCall
from opportunities.shifts.models import HeldShift, Hold, Shift

from .applicants import Applicant
from .awards import AwardPage
from .base import OpportunityPage
from .calls import FundingCallPage
from .contributors import ContributorCallPage
from .facts import OpportunityFacts
from .intervals import StateInterval
from .outcomes import AwardWinner, FundedProject
from .pages import OpportunitiesPage
from .roles import VolunteerRolePage
from .rounds import AwardRound, CallRound, ContributorRound, CourseDate, RoundFacts
from .training import TrainingPage

#: The page type of each `opportunities.choices.Kind`.
PAGE_TYPES = {page.kind: page for page in (FundingCallPage, TrainingPage, AwardPage, ContributorCallPage, VolunteerRolePage)}

__all__ = [
    "PAGE_TYPES",
    "Applicant",
    "AwardPage",
    "AwardRound",
    "AwardWinner",
    "CallRound",
    "CallSource",
    "ContributorCallPage",
    "ContributorRound",
    "CourseDate",
    "FoundCall",
    "FundedProject",
    "FundingCallPage",
    "HeldShift",
    "Hold",
    "OpportunitiesPage",
    "OpportunityFacts",
    "OpportunityPage",
    "RoundFacts",
    "Shift",
    "StateInterval",
    "TrainingPage",
    "VolunteerRolePage",
]
