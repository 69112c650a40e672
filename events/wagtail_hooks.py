"""What events add to Wagtail's admin, subject by subject."""

from events.festivals import hooks as festivals

__all__ = ["festivals"]
