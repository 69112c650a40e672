from events.festivals.models import (
    Festival,
    FestivalDay,
    FestivalPage,
    Release,
    ReleasedRun,
    ReleasedSession,
    Run,
    Session,
    SessionPerson,
    SessionWords,
    Track,
    TrackWords,
)
from events.schools.models import RunFacts, SchoolChange, SchoolFacts, SchoolRun, SummerSchoolPage

from .changes import Change
from .dates import EventAccess, EventDate
from .facts import EventFacts, FactFields
from .imports import ExternalId, Import, ImportRow, SavedMapping
from .listing import EventsPage
from .occurrences import Occurrence
from .pages import EventPage
from .people import EventPerson, ProgrammeItem
from .plans import Plan, PlannedDate
from .records import RecordFields
from .search import SearchText

__all__ = [
    "Change",
    "EventAccess",
    "EventDate",
    "EventFacts",
    "EventPage",
    "EventPerson",
    "EventsPage",
    "ExternalId",
    "FactFields",
    "Festival",
    "FestivalDay",
    "FestivalPage",
    "Import",
    "ImportRow",
    "Occurrence",
    "Plan",
    "PlannedDate",
    "ProgrammeItem",
    "RecordFields",
    "Release",
    "ReleasedRun",
    "ReleasedSession",
    "Run",
    "RunFacts",
    "SavedMapping",
    "SchoolChange",
    "SchoolFacts",
    "SchoolRun",
    "SearchText",
    "Session",
    "SessionPerson",
    "SessionWords",
    "SummerSchoolPage",
    "Track",
    "TrackWords",
]
