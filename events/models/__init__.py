from .changes import Change
from .dates import EventAccess, EventDate
from .facts import EventFacts, FactFields
from .occurrences import Occurrence
from .pages import EventPage, EventsPage

__all__ = ["Change", "EventAccess", "EventDate", "EventFacts", "EventPage", "EventsPage", "FactFields", "Occurrence"]
