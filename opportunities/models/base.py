from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from core.blocks import StoryBlock
from core.changelog.forms import ChangeReasonPanel, ReasonTranslationsPanel
from core.eligibility.blocks import CriteriaBlock
from core.fields import StreamField
from core.models import BasePage, ReasonFields
from core.outputs.pages import OutputsMixin
from core.publishing.presenting import PresentedPage
from opportunities.page_forms import OpportunityPageForm

from .fact_fields import SharedFactFields


class OpportunityPage(PresentedPage, OutputsMixin, BasePage, SharedFactFields, ReasonFields):
    """Something to apply for, whatever its kind. Its dates are read from published rows in every language."""

    output_name = "opportunity"
    presenter = "opportunities.presenters.OpportunityPresenter"
    output_formats = ("ics", "json")
    #: The `opportunities.choices.Kind` this page type describes.
    kind = None
    #: The abstract models whose fields publishing copies to the facts row.
    fact_fields = (SharedFactFields,)
    own_facts = ("change_reason",)
    #: The parts of its story in the order in which people read them: field → heading.
    parts = {}
    #: What nobody needs once it is over.
    parts_until_over = ("how_to_apply", "how_to_book", "bring")

    themes = ParentalManyToManyField("core.Theme", verbose_name=_("themes"), blank=True, related_name="+")
    meant_for = ParentalManyToManyField(
        "core.Audience", verbose_name=_("meant for"), blank=True, related_name="+", limit_choices_to={"axis": "meant-for"}
    )
    open_to = ParentalManyToManyField(
        "core.Audience", verbose_name=_("open to"), blank=True, related_name="+", limit_choices_to={"axis": "open-to"}
    )

    applicants = ParentalManyToManyField(
        "opportunities.Applicant", verbose_name=_("who can apply"), blank=True, related_name="+"
    )

    eligibility = StreamField(
        CriteriaBlock(),
        verbose_name=_("what else applicants must be"),
        blank=True,
        help_text=_("Asked in “Am I eligible?” after who can apply. Leave empty if that says it all."),
    )

    base_form_class = OpportunityPageForm
    term_panels = [
        FieldPanel("themes", widget=forms.CheckboxSelectMultiple),
        MultiFieldPanel(
            [
                FieldPanel("open_to", widget=forms.CheckboxSelectMultiple),
                FieldPanel("meant_for", widget=forms.CheckboxSelectMultiple),
                FieldPanel("applicants", widget=forms.CheckboxSelectMultiple),
                FieldPanel("eligibility"),
            ],
            heading=_("Who it is for"),
        ),
    ]
    contact_panels = [
        MultiFieldPanel(
            [FieldPanel("apply_url"), FieldRowPanel([FieldPanel("contact_name"), FieldPanel("contact_email")])],
            heading=_("Applying and questions"),
        ),
        MultiFieldPanel([FieldRowPanel([FieldPanel("timezone"), FieldPanel("archived_on")])], heading=_("Record")),
        ChangeReasonPanel(
            [FieldPanel("change_reason"), ReasonTranslationsPanel("change_reason")], heading=_("If dates or places change")
        ),
    ]
    parent_page_types = ["opportunities.OpportunitiesPage"]
    subpage_types = []

    class Meta:
        abstract = True

    def written_rounds(self):
        """Unsaved `RoundFacts` of what the editor wrote, for publishing and for previews."""
        raise NotImplementedError

    @property
    def sections(self):
        """The parts that somebody wrote, as (id, heading, story)."""
        is_over = self.details.is_over
        return [
            (name.replace("_", "-"), heading, getattr(self, name))
            for name, heading in self.parts.items()
            if self.has_part(name) and not (is_over and name in self.parts_until_over)
        ]

    def has_part(self, name):
        return bool(getattr(self, name))

    @cached_property
    def eligibility_criteria(self):
        """What "Am I eligible?" asks, in the language of the page."""
        return self.presents.criteria(self)

    @property
    def eligibility_contact_email(self):
        return self.details.facts.contact_email


def section(label, help_text=""):
    """One of the story fields that a call or role is made of."""
    return StreamField(StoryBlock(), verbose_name=label, blank=True, help_text=help_text)
