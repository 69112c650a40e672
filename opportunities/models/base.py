from itertools import groupby

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import ModelChoiceIterator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.models import Page

from core.blocks import StoryBlock
from core.changelog.forms import ChangeReasonPanel, PageReasonForm, ReasonTranslationsPanel
from core.eligibility.blocks import CriteriaBlock
from core.fields import StreamField
from core.forms import RowClocksForm
from core.models import BasePage, ReasonFields
from core.outputs.pages import OutputsMixin
from core.publishing.presenting import PresentedPage
from opportunities.choices import Mode
from opportunities.states import BEGINNING, END

from .facts import SharedFactFields


class ByAxis(ModelChoiceIterator):
    """Applicants under the question they answer."""

    def __iter__(self):
        terms = self.queryset.order_by("axis", "sort_order", "name")
        for axis, some in groupby(terms, key=lambda term: term.get_axis_display()):
            yield str(axis), [self.choice(term) for term in some]


class OpportunityPageForm(PageReasonForm, RowClocksForm):
    """An opportunity's form, with who can apply in groups."""

    clock_rows = ("rounds",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.ask_why()
        if applicants := self.fields.get("applicants"):
            applicants.iterator = ByAxis
            applicants.widget.choices = applicants.choices


def ticks(name):
    return FieldPanel(name, widget=forms.CheckboxSelectMultiple)


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
    #: What its story is called, and its other sections in the order in which people read them.
    story_heading = ""
    parts = ()
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
        ticks("themes"),
        MultiFieldPanel([ticks("open_to"), ticks("meant_for"), ticks("applicants"), "eligibility"], heading=_("Who it is for")),
    ]
    contact_panels = [
        MultiFieldPanel(
            ["apply_url", FieldRowPanel(["contact_name", "contact_email"])],
            heading=_("Applying and questions"),
        ),
        MultiFieldPanel([FieldRowPanel(["timezone", "archived_on"])], heading=_("Record")),
        ChangeReasonPanel(["change_reason", ReasonTranslationsPanel("change_reason")], heading=_("If dates or places change")),
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
        headings = {"story": self.story_heading} | {name: self._meta.get_field(name).heading for name in self.parts}
        return [
            (name.replace("_", "-"), heading, getattr(self, name))
            for name, heading in headings.items()
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


class RoundsPage(OpportunityPage):
    """An opportunity at one lasting address whose `rounds` come and go."""

    #: Not where a form does it, which tells what is wrong beside the time it is about.
    checks_clocks = True

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        errors = {}
        if clash := self._overlap():
            errors["__all__"] = _("%(one)s and %(other)s are open at once. If that is meant, tick it on one of them.") % clash
        if self.checks_clocks:
            for one in self.rounds.all():
                for message in one.clock_errors(self.timezone).values():
                    errors["timezone"] = message
        if errors:
            raise ValidationError(errors)

    def _overlap(self):
        """The first two rounds that are open at once without saying that they may be."""
        spans = sorted(
            (one.opens_at or BEGINNING, one.closes_at or END, str(written))
            for written, one in zip(self.rounds.all(), self.written_rounds(), strict=True)
            if one.mode in (Mode.OPEN, Mode.ROLLING) and not one.may_overlap
        )
        latest = None
        for opens_at, closes_at, name in spans:
            if latest and opens_at < latest[0]:
                return {"one": latest[1], "other": name}
            latest = max(latest or (closes_at, name), (closes_at, name))
        return None

    def written_rounds(self):
        return [one.as_facts(self) for one in self.rounds.all()]


def section(label, heading="", help_text=""):
    """One of the story fields that a call or role is made of: what editors call it, and the heading that readers see."""
    field = StreamField(StoryBlock(), verbose_name=label, blank=True, help_text=help_text)
    field.heading = heading
    return field


def tabs(*words, heading, facts, afterwards=()):
    """The tabs in which an opportunity is edited."""
    return TabbedInterface(
        [
            ObjectList([*Page.content_panels, "summary", "image", *words], heading=heading),
            ObjectList([*facts, *OpportunityPage.contact_panels], heading=_("Facts")),
            *([ObjectList(afterwards, heading=_("Afterwards"))] if afterwards else []),
            ObjectList(BasePage.promote_panels, heading=_("Promote")),
            ObjectList(BasePage.settings_panels, heading=_("Settings")),
        ]
    )
