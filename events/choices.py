from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """https://schema.org/EventStatusType"""

    SCHEDULED = "scheduled", _("Scheduled")
    RESCHEDULED = "rescheduled", _("New date")
    POSTPONED = "postponed", _("Postponed")
    MOVED_ONLINE = "moved-online", _("Moved online")
    CANCELLED = "cancelled", _("Cancelled")


#: How a status is coloured, where it is not as first announced.
STATUS_KINDS = {
    Status.CANCELLED: "danger",
    Status.POSTPONED: "warning",
    Status.RESCHEDULED: "warning",
    Status.MOVED_ONLINE: "info",
}


class OccurrenceKind(models.TextChoices):
    """What it is that is on: nobody is shown it, so it has no words."""

    EVENT_DATE = "event-date"
    SESSION_SLOT = "session-slot"


class Precision(models.TextChoices):
    """How much of a date is known: the archive often has only the month."""

    DAY = "day", _("The day")
    MONTH = "month", _("Only the month")


class PriceKind(models.TextChoices):
    FREE = "free", _("Free")
    PAID = "paid", _("Paid")
    PAY_WHAT_YOU_CAN = "pay-what-you-can", _("Pay what you can")


class Booking(models.TextChoices):
    NONE = "none", _("No booking needed")
    DROP_IN = "drop-in", _("Drop in at any time")
    EXTERNAL = "external", _("Book on another website")


class ChangeKind(models.TextChoices):
    """What can be announced about a date: the statuses, and a new place, which schema.org has no status for."""

    CANCELLED = Status.CANCELLED.value, _("Cancelled")
    POSTPONED = Status.POSTPONED.value, _("Postponed")
    RESCHEDULED = Status.RESCHEDULED.value, _("New date")
    MOVED_ONLINE = Status.MOVED_ONLINE.value, _("Moved online")
    NEW_VENUE = "new-venue", _("New place")
    SCHEDULED = Status.SCHEDULED.value, _("Going ahead after all")


class WhichTime(models.TextChoices):
    """Which one is meant of a time that clocks show twice in the night they go back (PEP 495)."""

    FIRST = "first", _("The first time, before the clocks go back")
    SECOND = "second", _("The second time, after the clocks have gone back")


class Basis(models.TextChoices):
    """How a number of people came about (HE-BCI asks for it)."""

    COUNTED = "counted", _("Counted")
    ESTIMATED = "estimated", _("Estimated")


class Participation(models.TextChoices):
    """Whether people come for the beginning or whenever they like."""

    TIMED = "timed", _("Starts on time")
    DROP_IN = "drop-in", _("Drop in at any time")


class SessionChange(models.TextChoices):
    """What can be announced about a session without waiting for the next release."""

    CANCELLED = "cancelled", _("It is cancelled")
    MOVED = "moved", _("It is at another time")
    ROOM = "room", _("It is in another room")
    RESTORED = "restored", _("It takes place after all")
