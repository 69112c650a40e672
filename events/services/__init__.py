from .changes import NewPlace, announce_change

__all__ = ["NewPlace", "announce_change"]
