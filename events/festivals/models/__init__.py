from .identity import Festival
from .pages import FestivalDay, FestivalPage
from .releases import Release, ReleasedSession
from .sessions import Session, SessionPerson, SessionSlot, SessionWords
from .sheets import SessionImport
from .tracks import Track, TrackWords

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
