from .identity import Festival
from .pages import FestivalDay, FestivalPage
from .releases import Release, ReleasedRun, ReleasedSession
from .sessions import Run, Session, SessionPerson, SessionWords
from .sheets import SessionImport
from .tracks import Track, TrackWords

__all__ = [
    "Festival",
    "FestivalDay",
    "FestivalPage",
    "Release",
    "ReleasedRun",
    "ReleasedSession",
    "Run",
    "Session",
    "SessionImport",
    "SessionPerson",
    "SessionWords",
    "Track",
    "TrackWords",
]
