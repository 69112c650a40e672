"""What is true of an opportunity in every language. Its page has these fields to edit, its facts row to read."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from core.choices import AttendanceMode
from core.models import Term
from core.money import currency_field
from core.publishing.publication import Facts, source_page
from core.timezones import default_timezone, validate_timezone
from opportunities.choices import Checks, Commitment, Contribution, Expenses, Kind, Nomination, State
from opportunities.querysets import StateIntervalQuerySet


class Applicant(Term):
    """Who can apply, in the office's own words: a role, a career stage, a contract, a faculty, a kind of organisation."""

    class Axis(models.TextChoices):
        ROLE = "role", _("Role")
        STAGE = "stage", _("Career stage")
        CONTRACT = "contract", _("Contract")
        FACULTY = "faculty", _("Faculty or department")
        ORGANISATION = "organisation", _("Type of organisation")

    axis = models.CharField(
        _("answers the question"),
        max_length=12,
        choices=Axis,
        help_text=_("An opportunity with nothing ticked under a question is open to everybody, as far as that question goes."),
    )

    panels = [*Term.panels[:2], "axis", *Term.panels[2:]]
    search_fields = [*Term.search_fields, index.FilterField("axis")]

    class Meta(Term.Meta):
        verbose_name = _("applicant")
        verbose_name_plural = _("applicants")
        ordering = ["axis", "sort_order", "name"]


def amount_field(label, *, digits=12, decimals=2, help_text=""):
    """A sum of money, or another amount of which there may be none."""
    limits = {"max_digits": digits, "decimal_places": decimals, "validators": [MinValueValidator(0)]}
    return models.DecimalField(label, null=True, blank=True, help_text=help_text, **limits)


class SharedFactFields(models.Model):
    """Of every opportunity."""

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
    """Of a funding call."""

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


class PlaceFactFields(models.Model):
    """Of what people take part in somewhere."""

    attendance_mode = models.CharField(
        _("how people take part"), max_length=12, choices=AttendanceMode, default=AttendanceMode.IN_PERSON
    )
    venue = models.ForeignKey(
        "core.Venue", verbose_name=_("venue"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True


class FeeFactFields(models.Model):
    """Of what may cost something."""

    fee = amount_field(_("fee"), digits=9, help_text=_("Leave empty if it is free."))
    fee_currency = currency_field()

    class Meta:
        abstract = True


class RoleFactFields(models.Model):
    """Of a volunteering role."""

    commitment = models.CharField(_("commitment"), max_length=12, choices=Commitment, default=Commitment.FLEXIBLE)
    places = models.PositiveSmallIntegerField(
        _("places"), null=True, blank=True, help_text=_("Leave empty if there is no limit.")
    )
    minimum_age = models.PositiveSmallIntegerField(_("minimum age"), default=16)
    checks = models.CharField(_("checks"), max_length=20, choices=Checks, default=Checks.NONE)
    expenses = models.CharField(_("expenses"), max_length=20, choices=Expenses, default=Expenses.TRAVEL)

    class Meta:
        abstract = True


class TrainingFactFields(models.Model):
    """Of a course."""

    hours = amount_field(_("hours in all"), digits=5, decimals=1, help_text=_("Of one run, from its first minute to its last."))
    has_certificate = models.BooleanField(_("there is a certificate"), default=False)

    class Meta:
        abstract = True


class AwardFactFields(models.Model):
    """Of a prize or another recognition."""

    nomination = models.CharField(_("who puts people forward"), max_length=12, choices=Nomination, default=Nomination.EITHER)

    class Meta:
        abstract = True


class ContributorFactFields(models.Model):
    """Of a call for people to take part in something."""

    contribution = models.CharField(_("we look for"), max_length=12, choices=Contribution, default=Contribution.ANY)
    event = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("event or festival"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The page of what people would take part in, if it has one."),
    )
    happens_on = models.DateField(_("it happens on"), null=True, blank=True)
    happens_until = models.DateField(_("until"), null=True, blank=True, help_text=_("Leave empty if it is one day."))

    class Meta:
        abstract = True


#: Facts that are lists of terms, on the page and on the facts row alike.
TERM_LISTS = ("themes", "meant_for", "open_to", "applicants")


class OpportunityFacts(
    Facts,
    SharedFactFields,
    CallFactFields,
    PlaceFactFields,
    FeeFactFields,
    RoleFactFields,
    TrainingFactFields,
    AwardFactFields,
    ContributorFactFields,
):
    """One opportunity's published facts, whatever its kind and the number of languages, written by publishing its source page.

    Templates, lists and outputs in every language read this row, `RoundFacts` and `StateInterval`; a translated page's own
    copy of a fact is never read (decision 0010).
    """

    page = source_page("wagtailcore.Page", related_name="opportunity_facts")
    kind = models.CharField(max_length=12, choices=Kind)
    themes = models.ManyToManyField("core.Theme", related_name="+")
    meant_for = models.ManyToManyField("core.Audience", related_name="+")
    open_to = models.ManyToManyField("core.Audience", related_name="+")
    applicants = models.ManyToManyField("opportunities.Applicant", related_name="+")
    #: `core.eligibility.criteria.Criteria` as data.
    eligibility = models.JSONField(default=list)

    class Meta:
        verbose_name = _("facts of an opportunity")
        verbose_name_plural = _("facts of opportunities")
        indexes = [models.Index(fields=["kind"], name="opportunities_facts_kind")]

    def __str__(self):
        return str(self.translation_key)


class StateInterval(models.Model):
    """A stretch of time in which one opportunity is in one state: the read model of every list (decision 0050).

    Publishing cuts all of time into periods by the one pure function `states.state_of`. At any moment exactly one period
    of each opportunity satisfies `starts_at <= now < ends_at`, so "open" or "closing soon" is a plain range query, and
    states change everywhere at the same second without a job. `now` decides which row is read and never what it says.
    """

    facts = models.ForeignKey("opportunities.OpportunityFacts", on_delete=models.CASCADE, related_name="periods")
    round = models.ForeignKey("opportunities.RoundFacts", on_delete=models.CASCADE, related_name="periods")
    state = models.CharField(max_length=16, choices=State)
    rank = models.PositiveSmallIntegerField()
    position = models.BigIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    deadline_at = models.DateTimeField(null=True)
    is_public = models.BooleanField(default=False)

    objects = StateIntervalQuerySet.as_manager()

    class Meta:
        verbose_name = _("period of an opportunity")
        verbose_name_plural = _("periods of opportunities")
        ordering = ["rank", "position", "pk"]
        indexes = [
            models.Index(fields=["is_public", "ends_at", "starts_at"], name="opportunities_period_now"),
            models.Index(fields=["is_public", "rank", "position"], name="opportunities_period_order"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="opportunities_period_ends_after_start"
            ),
            models.UniqueConstraint(fields=["facts", "starts_at"], name="opportunities_period_once"),
        ]

    def __str__(self):
        return f"{self.state} from {self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def is_internal(self):
        """Whether the deadline that comes next is the internal one."""
        return self.deadline_at is not None and self.deadline_at == self.round.internal_deadline_at
