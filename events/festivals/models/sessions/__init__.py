"""The draft programme: what editors work on. Readers see the last release only (events.festivals.models.releases)."""

from .parts import SessionPerson, SessionWords
from .slot import SessionSlot, new_code
from .session import Session

__all__ = ["SessionSlot", "Session", "SessionPerson", "SessionWords", "new_code"]
