from django.db import models
from django.utils.translation import gettext_lazy as _


class AccessAnswer(models.TextChoices):
    """Honest answers about an access feature: not knowing is one of them."""

    YES = "yes", _("Yes")
    ON_REQUEST = "on-request", _("On request")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known")
