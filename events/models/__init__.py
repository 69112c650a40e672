from events.festivals.models import (
    Festival,
    FestivalDay,
    FestivalPage,
    Release,
    ReleasedSlot,
    ReleasedSession,
    SessionSlot,
    Session,
    SessionPerson,
    SessionWords,
    Track,
    TrackWords,
)
from events.schools.models import IntakeFacts, SchoolChange, SchoolFacts, Intake, SummerSchoolPage

from .changes import Change
from .dates import EventAccess, EventDate
from .facts import EventFacts, FactFields
from .imports import ExternalId, Import, ImportRow, SavedMapping
from .listing import EventsPage
from .occurrences import Occurrence
from .pages import EventPage
from .people import EventPerson, ProgrammeItem
from .drafts import DraftEvent, DraftOccurrence
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
    "DraftEvent",
    "DraftOccurrence",
    "ProgrammeItem",
    "RecordFields",
    "Release",
    "ReleasedSlot",
    "ReleasedSession",
    "SessionSlot",
    "IntakeFacts",
    "SavedMapping",
    "SchoolChange",
    "SchoolFacts",
    "Intake",
    "SearchText",
    "Session",
    "SessionPerson",
    "SessionWords",
    "SummerSchoolPage",
    "Track",
    "TrackWords",
]
