"""Rounds and runs: as editors write them, on the clocks of a zone, and as everybody reads them, as moments."""

from .fields import MOMENTS, ROUND_FACT_NAMES, RoundFacts, RoundFields, shared_moments
from .written import AwardRound, CallRound, ContributorRound, CourseDate, WrittenRound

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
