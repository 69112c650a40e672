from .changes import NewDate, NewPlace, announce_change
from .lifecycle import pass_facts_on
from .projection import project_event, withdraw_event

__all__ = ["NewDate", "NewPlace", "announce_change", "pass_facts_on", "project_event", "withdraw_event"]
