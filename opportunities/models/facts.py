from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.choices import AttendanceMode
from events.timezones import default_timezone, validate_timezone
from opportunities.choices import Checks, Commitment, Expenses, Kind


class SharedFactFields(models.Model):
    """What is true of every opportunity in every language."""

    timezone = models.CharField(
        _("time zone"),
        max_length=64,
        default=default_timezone,
        validators=[validate_timezone],
        help_text=_("Deadlines are wall-clock times in this zone."),
    )
    apply_url = models.URLField(_("link to apply"), blank=True, help_text=_("Leave empty if people apply by e-mail."))
    contact_name = models.CharField(_("contact"), max_length=120, blank=True)
    contact_email = models.EmailField(_("contact e-mail"), blank=True)
    archived_on = models.DateField(
        _("archived on"), null=True, blank=True, help_text=_("From this day on it is kept for the record only.")
    )

    class Meta:
        abstract = True


class CallFactFields(models.Model):
    """What is true of a funding call in every language. The page has them to edit, its facts row to read."""

    funder = models.ForeignKey(
        "core.Organisation",
        verbose_name=_("funder"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"is_funder": True},
    )
    is_external = models.BooleanField(
        _("run by somebody else"), default=False, help_text=_("People apply elsewhere; we only point to it.")
    )
    source_url = models.URLField(_("where it is announced"), blank=True)
    last_checked_on = models.DateField(_("last checked against the source"), null=True, blank=True)
    preparation_days = models.PositiveSmallIntegerField(
        _("days to prepare"), null=True, blank=True, help_text=_("Working days that an application usually takes.")
    )
    sign_off_days = models.PositiveSmallIntegerField(
        _("days for sign-off"), null=True, blank=True, help_text=_("Working days a department needs to sign an application.")
    )
    needs_training = models.BooleanField(_("training is needed first"), default=False)
    needs_ethics = models.BooleanField(_("ethical approval is needed"), default=False)
    match_funding = models.PositiveSmallIntegerField(
        _("match funding (%)"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(100)],
        help_text=_("The share that applicants bring themselves. Leave empty if none is asked."),
    )

    class Meta:
        abstract = True


class RoleFactFields(models.Model):
    """What is true of a volunteering role in every language. The page has them to edit, its facts row to read."""

    commitment = models.CharField(_("commitment"), max_length=12, choices=Commitment, default=Commitment.FLEXIBLE)
    attendance_mode = models.CharField(
        _("how people take part"), max_length=12, choices=AttendanceMode, default=AttendanceMode.IN_PERSON
    )
    venue = models.ForeignKey(
        "core.Venue", verbose_name=_("venue"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    places = models.PositiveSmallIntegerField(
        _("places"), null=True, blank=True, help_text=_("Leave empty if there is no limit.")
    )
    minimum_age = models.PositiveSmallIntegerField(_("minimum age"), default=16)
    checks = models.CharField(_("checks"), max_length=20, choices=Checks, default=Checks.NONE)
    expenses = models.CharField(_("expenses"), max_length=20, choices=Expenses, default=Expenses.TRAVEL)

    class Meta:
        abstract = True


#: Facts that are lists of terms, on the page and on the facts row alike.
TERM_LISTS = ("themes", "meant_for", "open_to")


class OpportunityFacts(SharedFactFields, CallFactFields, RoleFactFields):
    """One opportunity's published facts, whatever its kind and the number of languages, written by publishing its source page.

    Templates, lists and outputs in every language read this row, `RoundFacts` and `Period`; a translated page's own
    copy of a fact is never read (DESIGN.md §4).
    """

    translation_key = models.UUIDField(unique=True, editable=False)
    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="opportunity_facts")
    kind = models.CharField(max_length=12, choices=Kind)
    themes = models.ManyToManyField("core.Theme", related_name="+")
    meant_for = models.ManyToManyField("core.Audience", related_name="+")
    open_to = models.ManyToManyField("core.Audience", related_name="+")

    class Meta:
        verbose_name = _("facts of an opportunity")
        verbose_name_plural = _("facts of opportunities")
        indexes = [models.Index(fields=["kind"], name="opportunities_facts_kind")]

    def __str__(self):
        return str(self.translation_key)
