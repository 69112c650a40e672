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

from .dates import EventAccess, EventDate, EventPerson, ProgrammeItem
from .facts import EventFacts, FactFields, RecordFields
from .imports import ExternalId, Import, ImportRow, SavedMapping
from .occurrences import DraftEvent, DraftOccurrence, Occurrence
from .pages import EventPage, EventsPage

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
