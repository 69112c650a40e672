from django.conf import settings
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel


class CallSource(models.Model):
    """Where calls of other funders are announced: a feed that we read, or lists that somebody uploads."""

    name = models.CharField(_("name"), max_length=120, unique=True, help_text=_("Such as: UKRI opportunities."))
    url = models.URLField(
        _("feed"),
        blank=True,
        max_length=500,
        validators=[URLValidator(schemes=["http", "https"])],
        help_text=_("The address of an RSS or Atom feed. Leave empty for lists that you upload."),
    )
    funder = models.ForeignKey(
        "core.Organisation",
        verbose_name=_("funder"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        limit_choices_to={"is_funder": True},
        help_text=_("If all its calls are by one funder."),
    )
    is_active = models.BooleanField(_("read it"), default=True, help_text=_("Untick this to stop reading the feed."))
    read_at = models.DateTimeField(_("last read"), null=True, editable=False)
    problem = models.CharField(_("problem"), max_length=255, blank=True, editable=False)

    panels = [FieldPanel("name"), FieldRowPanel([FieldPanel("url"), FieldPanel("is_active")]), FieldPanel("funder")]

    class Meta:
        verbose_name = _("source of external calls")
        verbose_name_plural = _("sources of external calls")
        ordering = ["name"]

    def __str__(self):
        return self.name


class FoundCall(models.Model):
    """A call somebody else announces, as its source says, and what we have decided about it."""

    class State(models.TextChoices):
        NEW = "new", _("New")
        WATCH = "watch", _("Watch")
        PUBLISHED = "published", _("On our list")
        NOT_FOR_US = "not-for-us", _("Not for us")

    source = models.ForeignKey(CallSource, verbose_name=_("source"), on_delete=models.CASCADE, related_name="found")
    title = models.CharField(_("title"), max_length=255)
    link = models.URLField(_("link"), max_length=500)
    key = models.CharField(max_length=500, unique=True, editable=False)
    funder = models.CharField(_("funder"), max_length=160, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    opens_on = models.DateField(_("opens"), null=True, blank=True)
    closes_on = models.DateField(_("closes"), null=True, blank=True)
    raw = models.JSONField(_("as it was found"), default=dict)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.NEW)
    resembles = models.CharField(_("looks like"), max_length=255, blank=True)
    found_at = models.DateTimeField(_("found"))
    seen_at = models.DateTimeField(_("last seen"))
    changed_at = models.DateTimeField(_("changed at the source"), null=True)
    decided_at = models.DateTimeField(_("decided"), null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("decided by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    page = models.ForeignKey(
        "opportunities.FundingCallPage", verbose_name=_("page"), null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("external call")
        verbose_name_plural = _("external calls")
        ordering = ["-found_at", "-pk"]
        indexes = [models.Index(fields=["state", "closes_on"], name="opportunities_found_state")]
        default_permissions = ("view",)
        permissions = [("triage_calls", _("Can decide about external calls and check them"))]

    def __str__(self):
        return self.title
