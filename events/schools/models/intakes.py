from datetime import time

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from core.changelog.forms import ReasonTranslationsPanel
from core.fields import StreamField
from core.timezones import day_begins, day_ends, moment, skipped_times
from events.schools.blocks import TimetableBlock
from events.schools.page_form import IntakeForm

from .checks import errors_of
from .facts import RUN_FACT_NAMES, IntakeFacts, IntakeFields


class Intake(TranslatableMixin, Orderable, IntakeFields):
    """One run as an editor writes it: wall-clock times in the school's time zone, and the few words that belong to it.

    Publishing the page turns it into a `IntakeFacts`. Its `translation_key` is the row's `uid`: the same in every revision and
    translation, and another when the page is copied.
    """

    page = ParentalKey("events.SummerSchoolPage", on_delete=models.CASCADE, related_name="runs")
    name = models.CharField(_("name"), max_length=80, help_text=_("Such as: Caldermouth, summer 2027."))
    years = models.CharField(
        _("year groups"), max_length=160, blank=True, help_text=_("Such as: Year 12 in England and Wales, S5 in Scotland.")
    )
    money_words = models.CharField(
        _("about the money"),
        max_length=255,
        blank=True,
        help_text=_("What the cost pays for, who gets the bursary and how."),
    )
    opens_date = models.DateField(
        _("applications open"), null=True, blank=True, help_text=_("Leave empty if they are open already.")
    )
    opens_time = models.TimeField(_("at"), default=time(9, 0))
    closes_date = models.DateField(
        _("applications close"), null=True, blank=True, help_text=_("Leave both empty if nobody knows yet.")
    )
    closes_time = models.TimeField(_("at"), default=time(16, 0))
    start_date = models.DateField(_("first day"))
    start_time = models.TimeField(_("from"), null=True, blank=True)
    end_date = models.DateField(_("last day"))
    end_time = models.TimeField(_("until"), null=True, blank=True)
    timetable = StreamField(TimetableBlock(), verbose_name=_("timetable by day"), blank=True)
    change_reason = models.CharField(
        _("why it changes"),
        max_length=200,
        blank=True,
        help_text=_("One sentence for everybody who has planned with it. It stands in the page's public log."),
    )

    #: {language code: the same reason in that language}
    change_reason_translations = models.JSONField(default=dict, blank=True, editable=False)

    base_form_class = IntakeForm
    override_translatable_fields = [
        SynchronizedField("currency", overridable=False),
        SynchronizedField("venue", overridable=False),
        SynchronizedField("apply_url", overridable=False),
    ]
    panels = [
        FieldPanel("name"),
        FieldPanel("stay"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("start_date"), FieldPanel("start_time")]),
                FieldRowPanel([FieldPanel("end_date"), FieldPanel("end_time")]),
                FieldPanel("venue", widget=forms.Select),
            ],
            heading=_("When and where"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("opens_date"), FieldPanel("opens_time")]),
                FieldRowPanel([FieldPanel("closes_date"), FieldPanel("closes_time")]),
                FieldPanel("decision_on"),
                FieldPanel("apply_url"),
            ],
            heading=_("Applications"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("age_from"), FieldPanel("age_to"), FieldPanel("places")]), FieldPanel("years")],
            heading=_("For whom"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("cost"), FieldPanel("bursary"), FieldPanel("currency")]), FieldPanel("money_words")],
            heading=_("Cost and bursary"),
        ),
        FieldPanel("timetable"),
        MultiFieldPanel(
            [FieldPanel("is_cancelled"), FieldPanel("change_reason"), ReasonTranslationsPanel("change_reason")],
            heading=_("If it changes"),
        ),
        MultiFieldPanel([FieldRowPanel([FieldPanel("applications"), FieldPanel("took_part")])], heading=_("Afterwards")),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("run of a summer school")
        verbose_name_plural = _("runs of summer schools")

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        if errors := errors_of(self):
            raise ValidationError(errors)

    @property
    def length(self):
        """How many days it lasts, the first and the last included."""
        return (self.end_date - self.start_date).days + 1

    def clock_times(self):
        """(field, day, time) of every wall-clock time that is written."""
        pairs = (("opens", "opens_date"), ("closes", "closes_date"), ("start", "start_date"), ("end", "end_date"))
        return [
            (f"{name}_time", getattr(self, date), getattr(self, f"{name}_time"))
            for name, date in pairs
            if getattr(self, date) and getattr(self, f"{name}_time")
        ]

    def clock_errors(self, timezone_name):
        """{field: what is wrong} with times that clocks in that zone jump over."""
        return skipped_times(self.clock_times(), timezone_name)

    def as_facts(self, page):
        """An unsaved row with the moments these clock times mean: the same for publishing and for previews."""

        def at(day, clock):
            return day and moment(day, clock, page.timezone)

        has_times = bool(self.start_time and self.end_time)
        return IntakeFacts(
            uid=self.translation_key,
            **{name: getattr(self, name) for name in RUN_FACT_NAMES},
            opens_at=at(self.opens_date, self.opens_time),
            closes_at=at(self.closes_date, self.closes_time),
            decision_at=self.decision_on and day_begins(self.decision_on, page.timezone),
            starts_at=at(self.start_date, self.start_time) if has_times else day_begins(self.start_date, page.timezone),
            ends_at=at(self.end_date, self.end_time) if has_times else day_ends(self.end_date, page.timezone),
            is_all_day=not has_times,
        )
