from .identity import Festival
from .pages import FestivalDay, FestivalPage
from .releases import Release, ReleasedSlot, ReleasedSession
from .sessions import SessionSlot, Session, SessionPerson, SessionWords
from .sheets import SessionImport
from .tracks import Track, TrackWords

__all__ = [
    "Festival",
    "FestivalDay",
    "FestivalPage",
    "Release",
    "ReleasedSlot",
    "ReleasedSession",
    "SessionSlot",
    "Session",
    "SessionImport",
    "SessionPerson",
    "SessionWords",
    "Track",
    "TrackWords",
]
