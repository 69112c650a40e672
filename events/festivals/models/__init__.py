from .pages import Festival, FestivalDay, FestivalPage
from .releases import Release, ReleasedSession
from .sessions import Session, SessionPerson, SessionSlot, SessionWords, Track, TrackWords
from .sheets import SessionImport

__all__ = [
    "Festival",
    "FestivalDay",
    "FestivalPage",
    "Release",
    "ReleasedSession",
    "Session",
    "SessionImport",
    "SessionPerson",
    "SessionSlot",
    "SessionWords",
    "Track",
    "TrackWords",
]
