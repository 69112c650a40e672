"""Events, series, festivals and courses as schema.org objects, made from the same entries as every other output."""

from .events import event_object, event_objects, series_object
from .festivals import festival_object
from .venues import venue_objects

__all__ = ["event_object", "event_objects", "festival_object", "series_object", "venue_objects"]
