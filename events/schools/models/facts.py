import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.money import currency_field
from core.publishing.publication import Facts, source_page
from core.site_context import current_site_context
from core.timezones import default_timezone, validate_timezone
from events.schools.choices import Stay


class SchoolFactFields(models.Model):
    """What is true of a summer school in every language. The page has them to edit, its facts row to read."""

    timezone = models.CharField(
        _("time zone"),
        max_length=64,
        default=default_timezone,
        validators=[validate_timezone],
        help_text=_("Dates and deadlines are wall-clock times in this zone."),
    )
    contact_name = models.CharField(_("contact"), max_length=120, blank=True)
    contact_email = models.EmailField(_("contact e-mail"), blank=True)

    class Meta:
        abstract = True


class IntakeFields(models.Model):
    """What is true of one run in every language, as it is written and as it is read."""

    stay = models.CharField(_("kind"), max_length=12, choices=Stay, default=Stay.DAY)
    venue = models.ForeignKey(
        "core.Venue", verbose_name=_("site"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    age_from = models.PositiveSmallIntegerField(_("youngest age"), null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(_("oldest age"), null=True, blank=True)
    places = models.PositiveSmallIntegerField(_("places"), null=True, blank=True, help_text=_("Leave empty if nobody knows."))
    cost = models.DecimalField(
        _("cost"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("For one person. 0 means free; leave empty if nobody knows."),
    )
    bursary = models.DecimalField(
        _("bursary of up to"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Leave empty if there is none."),
    )
    currency = currency_field(blank=True)
    decision_on = models.DateField(
        _("decisions on"), null=True, blank=True, help_text=_("The day on which everybody who applied hears from you.")
    )
    apply_url = models.URLField(_("link to apply"), blank=True, help_text=_("Leave empty if people apply in another way."))
    is_cancelled = models.BooleanField(_("cancelled"), default=False, help_text=_("It will not take place after all."))
    applications = models.PositiveIntegerField(_("applications received"), null=True, blank=True)
    took_part = models.PositiveIntegerField(_("people who took part"), null=True, blank=True)

    class Meta:
        abstract = True


#: What publishing copies from each run of a page.
RUN_FACT_NAMES = [field.name for field in IntakeFields._meta.fields]
#: Facts that are lists of terms, on the page and on the facts row alike.
TERM_LISTS = ("themes", "meant_for")


class SchoolQuerySet(models.QuerySet):
    def public(self):
        """Published summer schools whose page nobody needs a password or login for."""
        return current_site_context().only_public(self.filter(is_public=True), "page__path")

    def about(self, *, themes=(), audiences=(), formats=()):
        """Narrowed by slugs of themes and audiences. A school has no format."""
        found = self.none() if formats else self
        for name, slugs in (("themes", themes), ("meant_for", audiences)):
            if slugs:
                found = found.filter(**{f"{name}__slug__in": slugs})
        return found


class SchoolFacts(Facts, SchoolFactFields):
    """One summer school's published facts: one row whatever the number of languages, written by publishing its source page."""

    page = source_page("events.SummerSchoolPage", related_name="facts")
    criteria = models.JSONField(default=list, help_text="core.eligibility.criteria.Criteria, as data.")
    themes = models.ManyToManyField("core.Theme", related_name="+")
    meant_for = models.ManyToManyField("core.Audience", related_name="+")
    has_record = models.BooleanField(default=False)

    objects = SchoolQuerySet.as_manager()

    class Meta:
        verbose_name = _("facts of a summer school")
        verbose_name_plural = _("facts of summer schools")

    def __str__(self):
        return str(self.translation_key)


class IntakeFacts(IntakeFields):
    """One run of one summer school with its moments, as everybody reads it. `uid` is for life."""

    uid = models.UUIDField(unique=True, editable=False, default=uuid.uuid4)
    facts = models.ForeignKey(SchoolFacts, on_delete=models.CASCADE, related_name="runs")
    opens_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    decision_at = models.DateTimeField(null=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    is_all_day = models.BooleanField(default=True)
    sequence = models.PositiveIntegerField(default=0)
    modified = models.DateTimeField()

    class Meta:
        verbose_name = _("facts of a run")
        verbose_name_plural = _("facts of runs")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="events_run_ends_after_start"),
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True) | Q(closes_at__gt=F("opens_at")), name="events_run_closes_after_opening"
            ),
            models.CheckConstraint(
                condition=Q(closes_at__isnull=True) | Q(closes_at__lte=F("starts_at")), name="events_run_closes_before_start"
            ),
            models.CheckConstraint(
                condition=(Q(cost__isnull=True) & Q(bursary__isnull=True)) | ~Q(currency=""),
                name="events_run_money_has_currency",
            ),
        ]

    def __str__(self):
        return f"{self.uid} {self.starts_at:%Y-%m-%d}"
