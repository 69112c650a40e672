from .pages import Festival, FestivalDay, FestivalPage
from .releases import Release, ReleasedSession
from .sessions import Session, SessionImport, SessionPerson, SessionSlot, SessionWords, Track, TrackWords

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
