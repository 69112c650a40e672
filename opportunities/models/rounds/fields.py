import uuid

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.money import currency_field
from opportunities.choices import Mode


class RoundFields(models.Model):
    """What is true of one round in every language, as it is written and as it is read."""

    uid = models.UUIDField(default=uuid.uuid4, editable=False)
    name = models.CharField(
        _("name"), max_length=80, blank=True, help_text=_("Such as Spring 2027. Leave empty if there is only one.")
    )
    mode = models.CharField(_("how people apply"), max_length=16, choices=Mode, default=Mode.OPEN)
    interest_is_required = models.BooleanField(
        _("only who sends one may apply"),
        default=False,
        help_text=_("Tick this if an expression of interest is a first stage and not just a courtesy."),
    )
    decision_on = models.DateField(_("decision expected"), null=True, blank=True)
    earliest_start_on = models.DateField(_("earliest start"), null=True, blank=True)
    award_from = models.DecimalField(
        _("award from"), max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    award_to = models.DecimalField(
        _("award to"), max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    total = models.DecimalField(
        _("total fund"), max_digits=14, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    currency = currency_field()
    awards_expected = models.PositiveSmallIntegerField(_("awards expected"), null=True, blank=True)
    duration_months = models.PositiveSmallIntegerField(_("longest duration in months"), null=True, blank=True)
    places = models.PositiveSmallIntegerField(
        _("places"), null=True, blank=True, help_text=_("Leave empty if there is no limit.")
    )
    may_overlap = models.BooleanField(
        _("may overlap another round"), default=False, help_text=_("Tick this if two rounds are meant to be open at once.")
    )
    applications = models.PositiveIntegerField(_("applications received"), null=True, blank=True)
    awards_made = models.PositiveIntegerField(_("awards made"), null=True, blank=True)
    results_on = models.DateField(_("results published on"), null=True, blank=True)

    class Meta:
        abstract = True


#: What publishing copies from a written round to its row.
ROUND_FACT_NAMES = [field.name for field in RoundFields._meta.fields]
