from dataclasses import replace
from urllib.parse import urljoin

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.blocks import StreamBlock
from wagtail.search import index

from core.blocks import StoryBlock
from core.blocks.boxes import AccordionItemBlock
from core.eligibility.blocks import CriteriaBlock
from core.fields import StreamField
from core.forms import RowClocksForm
from core.models import BasePage
from core.outputs.pages import OutputsMixin
from core.panels import InlinePanel
from core.publishing.presenting import PresentedPage

from .facts import SchoolFactFields

#: Words below the story, each under a heading of its own.
STORIES = ("a_day", "teachers", "money", "how_to_apply", "questions", "site_and_access")


class QuestionsBlock(StreamBlock):
    question = AccordionItemBlock()


class SummerSchoolPageForm(RowClocksForm):
    clock_rows = ("runs",)


class SummerSchoolPage(PresentedPage, OutputsMixin, BasePage, SchoolFactFields):
    """A summer school: one address for life, with a run for each year and place."""

    themes = ParentalManyToManyField("core.Theme", verbose_name=_("themes"), blank=True, related_name="+")
    meant_for = ParentalManyToManyField(
        "core.Audience", verbose_name=_("meant for"), blank=True, related_name="+", limit_choices_to={"axis": "meant-for"}
    )
    a_day = StreamField(StoryBlock(), verbose_name=_("what a day looks like"), blank=True)
    teachers = StreamField(
        StoryBlock(), verbose_name=_("who teaches"), blank=True, help_text=_("The block “People and contact” shows pictures.")
    )
    money = StreamField(
        StoryBlock(),
        verbose_name=_("cost and bursary"),
        blank=True,
        help_text=_("Amounts belong to the runs; say here what they mean."),
    )
    how_to_apply = StreamField(StoryBlock(), verbose_name=_("how to apply"), blank=True)
    questions = StreamField(QuestionsBlock(required=False), verbose_name=_("what families ask"), blank=True)
    site_and_access = StreamField(
        StoryBlock(), verbose_name=_("site and access"), blank=True, help_text=_("What is not said at the venue already.")
    )
    record = StreamField(
        StoryBlock(),
        verbose_name=_("afterwards: what happened"),
        blank=True,
        help_text=_("Shown first while no further run can be applied for, and below the others otherwise."),
    )
    eligibility = StreamField(
        CriteriaBlock(),
        verbose_name=_("who is eligible"),
        blank=True,
        help_text=_("Visitors tick what is true of them and read at once whether they can apply. All groups must hold."),
    )

    fact_fields = (SchoolFactFields,)
    #: Not where a form does it, which tells what is wrong beside the time it is about.
    checks_clocks = True
    base_form_class = SummerSchoolPageForm
    edit_handler = TabbedInterface(
        [
            ObjectList([*BasePage.content_panels, *STORIES], heading=_("Words")),
            ObjectList(
                [
                    InlinePanel("runs", heading=_("Runs"), label=_("run"), min_num=1, max_num=40),
                    FieldPanel("themes", widget=forms.CheckboxSelectMultiple),
                    FieldPanel("meant_for", widget=forms.CheckboxSelectMultiple),
                    "timezone",
                    MultiFieldPanel([FieldRowPanel(["contact_name", "contact_email"])], heading=_("Questions")),
                ],
                heading=_("Runs and facts"),
            ),
            ObjectList(["eligibility"], heading=_("Who is eligible")),
            ObjectList(["record"], heading=_("Afterwards")),
            ObjectList(BasePage.promote_panels, heading=_("Promote")),
            ObjectList(BasePage.settings_panels, heading=_("Settings")),
        ]
    )
    search_fields = [*BasePage.search_fields, *(index.SearchField(name) for name in (*STORIES, "record"))]
    output_name = "summer-school"
    presenter = "events.schools.presenter.SchoolPresenter"
    # In the header, below what's on: families come for this one page.
    show_in_menus_default = True
    parent_page_types = ["events.EventsPage", "home.StandardPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("summer school")
        verbose_name_plural = _("summer schools")

    def clean(self):
        super().clean()
        if self.checks_clocks:
            for run in self.runs.all():
                for message in run.clock_errors(self.timezone).values():
                    raise ValidationError({"timezone": message})

    @property
    def eligibility_criteria(self):
        return self.details.criteria

    @property
    def eligibility_contact_email(self):
        return self.details.facts.contact_email

    @property
    def eligibility_action(self):
        """What who is eligible does next, as a link from anywhere."""
        action = self.details.at(timezone.now()).action
        return action and replace(action, url=urljoin(self.url, action.url))
