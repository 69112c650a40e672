import uuid
from datetime import time

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail.search import index

from core.choices import AttendanceMode
from core.models import BasePage
from core.outputs.pages import OutputsMixin
from core.panels import InlinePanel
from core.publishing.presenting import PresentedPage
from core.timezones import MIDNIGHT, moment
from opportunities.choices import Kind, Mode

from .base import OpportunityPage, RoundsPage, section, tabs
from .facts import (
    AwardFactFields,
    CallFactFields,
    ContributorFactFields,
    FeeFactFields,
    PlaceFactFields,
    RoleFactFields,
    SharedFactFields,
    TrainingFactFields,
    amount_field,
)
from .rounds import NO_MIDNIGHT, RoundFacts, shared_moments

ROUNDS_PANEL = InlinePanel("rounds", heading=_("Rounds"), label=_("round"), min_num=1, max_num=60)
VENUE_PANEL = FieldPanel("venue", widget=forms.Select)


def refuse_a_venue_nobody_goes_to(page):
    """{field: words} if a page names a venue although people take part online only."""
    if page.attendance_mode == AttendanceMode.ONLINE and page.venue_id:
        return {"venue": _("Nobody needs to come: take the venue out, or say that people take part in person.")}
    return {}


class OpportunitiesPage(PresentedPage, OutputsMixin, BasePage):
    """Everything to apply for in one list: money, training and volunteering, what closes soonest first."""

    output_name = "opportunities"
    presenter = "opportunities.presenters.OpportunitiesPresenter"

    parent_page_types = ["home.HomePage"]
    subpage_types = [
        "opportunities.FundingCallPage",
        "opportunities.TrainingPage",
        "opportunities.AwardPage",
        "opportunities.ContributorCallPage",
        "opportunities.VolunteerRolePage",
    ]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("opportunities")
        verbose_name_plural = _("opportunities")


class FundingCallPage(RoundsPage, CallFactFields):
    """A funding scheme at one lasting address; its rounds come and go."""

    kind = Kind.FUNDING
    fact_fields = (SharedFactFields, CallFactFields)
    story_heading = _("What we are looking for")
    parts = ("who_can_apply", "how_much", "costs", "how_to_apply", "assessment", "what_next", "documents")

    who_can_apply = section(_("who can apply"), _("Who can apply"))
    how_much = section(
        _("how much you can ask for"),
        _("How much you can ask for"),
        _("The amounts are shown by themselves; say here what they depend on."),
    )
    eligible_costs = models.TextField(_("what it pays for"), blank=True, help_text=_("One thing on each line."))
    ineligible_costs = models.TextField(_("what it does not pay for"), blank=True, help_text=_("One thing on each line."))
    costs = section(_("what you can spend it on"), _("What you can spend it on"), _("Anything the two lists above do not say."))
    how_to_apply = section(_("how to apply"), _("How to apply"))
    assessment = section(_("how we will assess"), _("How we will assess it"))
    what_next = section(_("what happens next"), _("What happens next"))
    documents = section(_("documents"), _("Documents"))
    results = section(_("what was funded"), help_text=_("Shown first once the results of the last round are out."))

    edit_handler = tabs(
        ROUNDS_PANEL,
        FieldPanel("story", heading=story_heading),
        *parts[:2],
        FieldRowPanel(["eligible_costs", "ineligible_costs"]),
        *parts[2:],
        heading=_("Words and rounds"),
        facts=[
            FieldPanel("funder", widget=forms.Select),
            MultiFieldPanel(
                ["is_external", FieldRowPanel(["source_url", "last_checked_on"])], heading=_("If somebody else runs it")
            ),
            *OpportunityPage.term_panels,
            MultiFieldPanel(
                [
                    FieldRowPanel(["preparation_days", "sign_off_days", "match_funding"]),
                    FieldRowPanel(["needs_training", "needs_ethics"]),
                ],
                heading=_("Before people start"),
            ),
        ],
        afterwards=["results", InlinePanel("outcomes", heading=_("Funded projects"), label=_("project"), max_num=500)],
    )
    search_fields = [
        *BasePage.search_fields,
        *map(index.SearchField, (*parts, "results", "eligible_costs", "ineligible_costs")),
    ]

    class Meta:
        verbose_name = _("funding call")
        verbose_name_plural = _("funding calls")

    def clean(self):
        super().clean()
        if self.is_external and not self.source_url:
            raise ValidationError({"source_url": _("Give the address where the funder announces it.")})

    def has_part(self, name):
        return super().has_part(name) or (name == "costs" and bool(self.eligible_lines or self.ineligible_lines))

    @property
    def eligible_lines(self):
        return _lines(self.eligible_costs)

    @property
    def ineligible_lines(self):
        return _lines(self.ineligible_costs)


def _lines(text):
    return [line.strip() for line in text.splitlines() if line.strip()]


class AwardPage(RoundsPage, AwardFactFields):
    """A prize or another recognition: people are put forward, some win, everybody hears of it."""

    kind = Kind.AWARD
    fact_fields = (SharedFactFields, AwardFactFields)
    story_heading = _("What it honours")
    parts = ("criteria", "who_can_apply", "prize", "how_to_apply", "assessment", "documents")

    criteria = section(_("what wins"), _("What wins"))
    who_can_apply = section(_("who can be put forward"), _("Who can be put forward"))
    prize = section(_("what winners get"), _("What winners get"))
    how_to_apply = section(_("how to put somebody forward"), _("How to put somebody forward"))
    assessment = section(_("how winners are chosen"), _("How winners are chosen"))
    documents = section(_("documents"), _("Documents"))
    results = section(_("about the winners"), help_text=_("Shown first once the results of the last round are out."))

    edit_handler = tabs(
        ROUNDS_PANEL,
        FieldPanel("story", heading=story_heading),
        *parts,
        heading=_("Words and rounds"),
        facts=["nomination", *OpportunityPage.term_panels],
        afterwards=["results", InlinePanel("outcomes", heading=_("Winners"), label=_("winner"), max_num=500)],
    )
    search_fields = [*BasePage.search_fields, *map(index.SearchField, (*parts, "results"))]

    class Meta:
        verbose_name = _("award")
        verbose_name_plural = _("awards")


class ContributorCallPage(RoundsPage, PlaceFactFields, FeeFactFields, ContributorFactFields):
    """A call for people who make something happen with us: exhibitors, speakers, performers, partners."""

    kind = Kind.CONTRIBUTORS
    fact_fields = (SharedFactFields, PlaceFactFields, FeeFactFields, ContributorFactFields)
    story_heading = _("What we are looking for")
    parts = ("what_we_offer", "what_we_ask", "who_can_apply", "how_to_apply", "assessment", "documents")

    what_we_offer = section(_("what we offer"), _("What we offer"))
    what_we_ask = section(_("what we ask of you"), _("What we ask of you"))
    who_can_apply = section(_("who can take part"), _("Who can take part"))
    how_to_apply = section(_("how to apply"), _("How to apply"))
    assessment = section(_("how we choose"), _("How we choose"))
    documents = section(_("documents"), _("Documents"))

    edit_handler = tabs(
        ROUNDS_PANEL,
        FieldPanel("story", heading=story_heading),
        *parts,
        heading=_("Words and rounds"),
        facts=[
            MultiFieldPanel(
                [
                    "contribution",
                    "event",
                    FieldRowPanel(["happens_on", "happens_until"]),
                    FieldRowPanel(["attendance_mode", VENUE_PANEL]),
                    FieldRowPanel(["fee", "fee_currency"]),
                ],
                heading=_("What people would take part in"),
            ),
            *OpportunityPage.term_panels,
        ],
    )
    search_fields = [*BasePage.search_fields, *map(index.SearchField, parts)]

    class Meta:
        verbose_name = _("call for contributors")
        verbose_name_plural = _("calls for contributors")

    def clean(self):
        super().clean()
        errors = refuse_a_venue_nobody_goes_to(self)
        if self.happens_until and not self.happens_on:
            errors["happens_on"] = _("Say on which day it begins.")
        elif self.happens_until and self.happens_until < self.happens_on:
            errors["happens_until"] = _("It ends before it starts.")
        if errors:
            raise ValidationError(errors)


class TrainingPage(RoundsPage, PlaceFactFields, FeeFactFields, TrainingFactFields):
    """A course. Its runs are the times when it takes place; without any, people take it whenever they like."""

    kind = Kind.TRAINING
    fact_fields = (SharedFactFields, PlaceFactFields, FeeFactFields, TrainingFactFields)
    story_heading = _("What it is about")
    parts = ("learn", "who_it_is_for", "how_to_book", "bring", "documents")

    learn = section(_("what you will be able to do"), _("What you will be able to do"))
    who_it_is_for = section(_("who it is for"), _("Who it is for"))
    how_to_book = section(_("how to book"), _("How to book"))
    bring = section(_("before you come"), _("Before you come"))
    documents = section(_("documents"), _("Documents"))

    edit_handler = tabs(
        InlinePanel(
            "rounds",
            heading=_("Runs"),
            label=_("run"),
            max_num=60,
            help_text=_("Leave this empty if people take it whenever they like."),
        ),
        FieldPanel("story", heading=story_heading),
        *parts,
        heading=_("Words and runs"),
        facts=[
            MultiFieldPanel(
                [
                    FieldRowPanel(["attendance_mode", VENUE_PANEL]),
                    FieldRowPanel(["hours", "has_certificate"]),
                    FieldRowPanel(["fee", "fee_currency"]),
                ],
                heading=_("What to know"),
            ),
            *OpportunityPage.term_panels,
        ],
    )
    search_fields = [*BasePage.search_fields, *map(index.SearchField, parts)]

    class Meta:
        verbose_name = _("training")
        verbose_name_plural = _("training")

    def clean(self):
        super().clean()
        if errors := refuse_a_venue_nobody_goes_to(self):
            raise ValidationError(errors)

    def _overlap(self):
        """Runs may be bookable at once: people choose the one that suits them."""

    def written_rounds(self):
        """Its runs; without any, one round that is open all the time."""
        runs = super().written_rounds()
        return runs or [RoundFacts(uid=self.translation_key, mode=Mode.ROLLING, **shared_moments(self))]


class VolunteerRolePage(OpportunityPage, PlaceFactFields, RoleFactFields):
    """Something a volunteer can do with us."""

    kind = Kind.ROLE
    presenter = "opportunities.presenters.RolePresenter"
    fact_fields = (SharedFactFields, PlaceFactFields, RoleFactFields)
    story_heading = _("What you will do")
    parts = ("skills", "training", "how_to_apply")

    closes_date = models.DateField(_("closes"), null=True, blank=True, help_text=_("Leave empty if it never closes."))
    closes_time = models.TimeField(_("at"), default=time(23, 59))
    when = models.CharField(
        _("when"), max_length=160, blank=True, help_text=_("In words, such as: Saturday mornings in term time.")
    )
    works_with = models.CharField(_("who you will work with"), max_length=200, blank=True)
    skills = section(_("skills you will gain"), _("Skills you will gain"))
    training = section(_("training we give"), _("Training we give"))
    how_to_apply = section(_("how to apply"), _("How to apply"))

    edit_handler = tabs(
        FieldPanel("story", heading=story_heading),
        *parts,
        "works_with",
        heading=_("Words"),
        facts=[
            MultiFieldPanel(
                [FieldRowPanel(["commitment", "when"]), FieldRowPanel(["closes_date", "closes_time"])], heading=_("When")
            ),
            MultiFieldPanel(["attendance_mode", VENUE_PANEL], heading=_("Where")),
            MultiFieldPanel(
                [FieldRowPanel(["places", "minimum_age"]), FieldRowPanel(["checks", "expenses"])], heading=_("What to know")
            ),
            *OpportunityPage.term_panels,
        ],
    )
    search_fields = [*BasePage.search_fields, *map(index.SearchField, ("when", "works_with", *parts))]

    class Meta:
        verbose_name = _("volunteering role")
        verbose_name_plural = _("volunteering roles")

    def clean(self):
        super().clean()
        errors = refuse_a_venue_nobody_goes_to(self)
        if self.closes_date and self.closes_time == MIDNIGHT:
            errors["closes_time"] = NO_MIDNIGHT
        if self.places == 0:
            errors["places"] = _("Leave this empty if there is no limit; a role without places is not one.")
        if errors:
            raise ValidationError(errors)

    def written_rounds(self):
        """A role's one round, from now on until it closes."""
        closes_at = self.closes_date and moment(self.closes_date, self.closes_time, self.timezone)
        mode = Mode.OPEN if closes_at else Mode.ROLLING
        return [RoundFacts(uid=self.translation_key, mode=mode, closes_at=closes_at, **shared_moments(self))]


class Outcome(Orderable):
    """What came of an opportunity: a project that was funded, somebody who won. Its words are translated, its facts are not.

    Sums, years and links are read from the page in its source language (decision 0010).
    """

    uid = models.UUIDField(default=uuid.uuid4, editable=False)
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"), max_length=600, blank=True)
    lead = models.CharField(_("led by"), max_length=160, blank=True)
    organisation = models.CharField(_("organisation"), max_length=160, blank=True)
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(1900)], help_text=_("The year it was decided: projects are shown by year.")
    )
    amount = amount_field(_("amount"))
    linked_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("event or page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Where people can read more or see it, on this site."),
    )
    url = models.URLField(_("website"), blank=True)

    panels = [
        FieldRowPanel(["title", "year"]),
        "summary",
        FieldRowPanel(["lead", "organisation", "amount"]),
        FieldRowPanel(["linked_page", "url"]),
    ]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self):
        return self.title


class FundedProject(Outcome):
    """A project that a call paid for."""

    page = ParentalKey("opportunities.FundingCallPage", on_delete=models.CASCADE, related_name="outcomes")

    class Meta(Outcome.Meta):
        verbose_name = _("funded project")
        verbose_name_plural = _("funded projects")


class AwardWinner(Outcome):
    """Somebody, or something, that won."""

    page = ParentalKey("opportunities.AwardPage", on_delete=models.CASCADE, related_name="outcomes")

    class Meta(Outcome.Meta):
        verbose_name = _("winner")
        verbose_name_plural = _("winners")
