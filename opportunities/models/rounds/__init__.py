"""Rounds and runs: as editors write them, on the clocks of a zone, and as everybody reads them, as moments."""

from .facts import RoundFacts
from .fields import ROUND_FACT_NAMES, RoundFields
from .moments import MOMENTS, shared_moments
from .course_dates import CourseDate
from .written import AwardRound, CallRound, ContributorRound, WrittenRound

__all__ = [
    "MOMENTS",
    "ROUND_FACT_NAMES",
    "AwardRound",
    "CallRound",
    "ContributorRound",
    "RoundFacts",
    "RoundFields",
    "CourseDate",
    "WrittenRound",
    "shared_moments",
]
