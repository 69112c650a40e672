"""What events add to Wagtail's admin, subject by subject."""

from events.admin import hooks as admin
from events.festivals import hooks as festivals
from events.schools import admin as schools

__all__ = ["admin", "festivals", "schools"]
