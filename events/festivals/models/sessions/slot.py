import secrets
import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from core.changelog.forms import ReasonTranslationsPanel
from core.panels import FoldedPanel
from events.festivals.forms import RunForm
from events.festivals.hours import span

#: Letters and digits that nobody mixes up when reading them out: no 0, 1, i, l, o or u.
CODE_LETTERS = "23456789abcdefghjkmnpqrstvwxyz"
CODE_LENGTH = 7


def new_code():
    """A short name for one run, for addresses that people share: one of twenty thousand million."""
    return "".join(secrets.choice(CODE_LETTERS) for _letter in range(CODE_LENGTH))


class SessionSlot(Orderable):
    """One time at which a session is on, on the clocks of the festival's time zone. `uid` and `code` are for life."""

    session = ParentalKey("events.Session", on_delete=models.CASCADE, related_name="runs")
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(max_length=CODE_LENGTH, default=new_code, unique=True, editable=False)
    day = models.DateField(_("day"))
    starts = models.TimeField(_("starts"))
    ends = models.TimeField(_("ends"), help_text=_("A time before it starts is taken to be after midnight."))
    room = models.ForeignKey(
        "core.VenueRoom", verbose_name=_("room"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_cancelled = models.BooleanField(_("cancelled"), default=False)
    reason = models.CharField(_("why"), max_length=200, blank=True, help_text=_("One sentence for the public."))
    #: {language code: the same reason in that language}
    reason_words = models.JSONField(default=dict, blank=True, editable=False)

    base_form_class = RunForm
    panels = [
        FieldRowPanel([FieldPanel("day"), FieldPanel("starts"), FieldPanel("ends")], classname="date-row"),
        FieldPanel("room", widget=forms.Select),
        FoldedPanel(
            [FieldRowPanel([FieldPanel("is_cancelled"), FieldPanel("reason")]), ReasonTranslationsPanel("reason")],
            fold=_("If it does not take place at this time"),
            usual={"is_cancelled": False},
        ),
    ]

    class Meta:
        verbose_name = _("run of a session")
        verbose_name_plural = _("runs of sessions")
        ordering = ["day", "starts", "pk"]

    def __str__(self):
        return f"{self.day} {self.starts:%H:%M}"

    def clean(self):
        super().clean()
        errors = {}
        if self.starts and self.starts == self.ends:
            errors["ends"] = _("It ends at the moment it starts.")
        if self.is_cancelled and not self.reason.strip():
            errors["reason"] = _("Say in one sentence why: people will ask.")
        if errors:
            raise ValidationError(errors)

    def span(self, timezone_name):
        """The moments it starts and ends."""
        return span(self.day, self.starts, self.ends, timezone_name)
