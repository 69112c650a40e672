from django.db import models
from django.utils.translation import gettext_lazy as _


class AttendanceMode(models.TextChoices):
    """https://schema.org/EventAttendanceModeEnumeration"""

    IN_PERSON = "in-person", _("In person")
    ONLINE = "online", _("Online")
    BOTH = "both", _("In person and online")


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


class Precision(models.TextChoices):
    """How much of a date is known: the archive often has only the month."""

    DAY = "day", _("The day")
    MONTH = "month", _("Only the month")


class Price(models.TextChoices):
    FREE = "free", _("Free")
    PAID = "paid", _("Paid")
    PAY_WHAT_YOU_CAN = "pay-what-you-can", _("Pay what you can")


class Booking(models.TextChoices):
    NONE = "none", _("No booking needed")
    DROP_IN = "drop-in", _("Drop in at any time")
    EXTERNAL = "external", _("Book on another website")
