from django.db import models
from django.utils.translation import gettext_lazy as _

from core.publishing.publication import Facts, source_page
from opportunities.choices import Kind

from .fact_fields import (
    AwardFactFields,
    CallFactFields,
    ContributorFactFields,
    FeeFactFields,
    PlaceFactFields,
    RoleFactFields,
    SharedFactFields,
    TrainingFactFields,
)

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
