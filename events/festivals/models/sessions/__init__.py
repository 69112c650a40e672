"""The draft programme: what editors work on. Readers see the last release only (events.festivals.models.releases)."""

from .parts import SessionPerson, SessionWords
from .session import Session
from .slot import SessionSlot, new_code

__all__ = ["Session", "SessionPerson", "SessionSlot", "SessionWords", "new_code"]
