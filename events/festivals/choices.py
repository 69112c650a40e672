from django.db import models
from django.utils.translation import gettext_lazy as _


class Participation(models.TextChoices):
    """Whether people come for the beginning or whenever they like."""

    TIMED = "timed", _("Starts on time")
    DROP_IN = "drop-in", _("Drop in at any time")
