from django.db import models
from django.utils.translation import gettext_lazy as _


class AccessAnswer(models.TextChoices):
    """Honest answers about an access feature: not knowing is one of them."""

    YES = "yes", _("Yes")
    ON_REQUEST = "on-request", _("On request")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known")


class AttendanceMode(models.TextChoices):
    """https://schema.org/EventAttendanceModeEnumeration"""

    IN_PERSON = "in-person", _("In person")
    ONLINE = "online", _("Online")
    BOTH = "both", _("In person and online")
