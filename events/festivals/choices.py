from django.db import models
from django.utils.translation import gettext_lazy as _


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
