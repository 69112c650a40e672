"""Rounds and runs: as editors write them, on the clocks of a zone, and as everybody reads them, as moments."""

from .course_dates import CourseDate
from .facts import RoundFacts
from .fields import ROUND_FACT_NAMES, RoundFields
from .moments import MOMENTS, shared_moments
from .written import AwardRound, CallRound, ContributorRound, WrittenRound

__all__ = [
    "MOMENTS",
    "ROUND_FACT_NAMES",
    "AwardRound",
    "CallRound",
    "ContributorRound",
    "CourseDate",
    "RoundFacts",
    "RoundFields",
    "WrittenRound",
    "shared_moments",
]
