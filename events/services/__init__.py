from .changes import NewDate, NewPlace, announce_change

__all__ = ["NewDate", "NewPlace", "announce_change"]
