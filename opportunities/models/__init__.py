from opportunities.shifts.models import HeldShift, Hold, Shift

from .base import OpportunityPage
from .calls import FundingCallPage
from .facts import CallFactFields, OpportunityFacts, RoleFactFields, SharedFactFields
from .pages import OpportunitiesPage
from .periods import Period
from .roles import VolunteerRolePage
from .rounds import CallRound, RoundFacts

__all__ = [
    "CallFactFields",
    "CallRound",
    "FundingCallPage",
    "HeldShift",
    "Hold",
    "OpportunitiesPage",
    "OpportunityFacts",
    "OpportunityPage",
    "Period",
    "RoleFactFields",
    "RoundFacts",
    "SharedFactFields",
    "Shift",
    "VolunteerRolePage",
]
