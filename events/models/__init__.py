from events.festivals.models import (
    Festival,
    FestivalDay,
    FestivalPage,
    Release,
    ReleasedSession,
    Session,
    SessionPerson,
    SessionSlot,
    SessionWords,
    Track,
    TrackWords,
)
from events.schools.models import Intake, IntakeFacts, SchoolFacts, SummerSchoolPage

from .dates import EventAccess, EventDate
from .drafts import DraftEvent, DraftOccurrence
from .facts import EventFacts, FactFields
from .imports import ExternalId, Import, ImportRow, SavedMapping
from .listing import EventsPage
from .occurrences import Occurrence
from .pages import EventPage
from .people import EventPerson, ProgrammeItem
from .records import RecordFields

__all__ = [
    "DraftEvent",
    "DraftOccurrence",
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
    "Intake",
    "IntakeFacts",
    "Occurrence",
    "ProgrammeItem",
    "RecordFields",
    "Release",
    "ReleasedSession",
    "SavedMapping",
    "SchoolFacts",
    "Session",
    "SessionPerson",
    "SessionSlot",
    "SessionWords",
    "SummerSchoolPage",
    "Track",
    "TrackWords",
]
