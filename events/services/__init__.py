from .changes import announce_change
from .projection import project_event, withdraw_event

__all__ = ["announce_change", "project_event", "withdraw_event"]
