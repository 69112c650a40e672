"""What events add to Wagtail's admin, subject by subject."""

from events.admin import hooks as admin
from events.changing import hooks as changing
from events.festivals import hooks as festivals
from events.schools import hooks as schools

__all__ = ["admin", "changing", "festivals", "schools"]
