import re
from datetime import datetime, time

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from events.reasons import validate_reason
from events.row_clocks import skipped_times
from events.schools.blocks import TimetableBlock
from events.timezones import MIDNIGHT, day_begins, day_ends, moment

from .facts import RUN_FACT_NAMES, RunFacts, RunFields


class SchoolRun(TranslatableMixin, Orderable, RunFields):
    """One run as an editor writes it: wall-clock times in the school's time zone, and the few words that belong to it.

    Publishing the page turns it into a `RunFacts`. Its `translation_key` is the row's `uid`: the same in every revision and
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
        MultiFieldPanel([FieldPanel("is_cancelled"), FieldPanel("change_reason")], heading=_("If it changes")),
        MultiFieldPanel([FieldRowPanel([FieldPanel("applications"), FieldPanel("took_part")])], heading=_("Afterwards")),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("run of a summer school")
        verbose_name_plural = _("runs of summer schools")

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        errors = self._date_errors() | self._application_errors() | self._number_errors() | self._timetable_errors()
        errors |= self._reason_errors()
        if errors:
            raise ValidationError(errors)

    @property
    def length(self):
        """How many days it lasts, the first and the last included."""
        return (self.end_date - self.start_date).days + 1

    def _date_errors(self):
        if not (self.start_date and self.end_date):
            return {}
        if self.end_date < self.start_date:
            return {"end_date": _("The last day is before the first one.")}
        if bool(self.start_time) != bool(self.end_time):
            return {"end_time": _("Give both times of day, or neither.")}
        if self.start_time and self.start_date == self.end_date and self.end_time <= self.start_time:
            return {"end_time": _("It ends before it starts.")}
        return {}

    def _application_errors(self):
        errors = {}
        opens, closes = _at(self.opens_date, self.opens_time), _at(self.closes_date, self.closes_time)
        starts = _at(self.start_date, self.start_time or MIDNIGHT)
        if opens and not self.closes_date:
            errors["closes_date"] = _("Say when applications close too.")
        if opens and closes and closes <= opens:
            errors["closes_date"] = _("Applications close before they open.")
        elif closes and starts and closes > starts:
            errors["closes_date"] = _("Applications close after the run has started.")
        if closes and closes.time() == MIDNIGHT:
            errors["closes_time"] = _("Midnight can be read as two days. Write 23:59 of the last day instead.")
        if self.decision_on and self.closes_date and self.decision_on <= self.closes_date:
            errors["decision_on"] = _("Decide after applications have closed: on a later day.")
        elif self.decision_on and self.start_date and self.decision_on > self.start_date:
            errors["decision_on"] = _("The decision comes after the run has started.")
        return errors

    def _number_errors(self):
        errors = {}
        if self.age_from is not None and self.age_to is not None and self.age_to < self.age_from:
            errors["age_to"] = _("The oldest age is below the youngest.")
        if not self.currency and (self.cost is not None or self.bursary is not None):
            errors["currency"] = _("Say in which currency, such as GBP.")
        for name in ("cost", "bursary"):
            if (getattr(self, name) or 0) < 0:
                errors[name] = _("An amount of money can't be below 0.")
        if self.took_part is not None and self.applications is not None and self.took_part > self.applications:
            errors["took_part"] = _("More people took part than applied.")
        return errors

    def _reason_errors(self):
        if not self.change_reason.strip():
            return {"change_reason": _("Say in one sentence why: people will ask.")} if self.is_cancelled else {}
        try:
            validate_reason(self.change_reason)
        except ValidationError as error:
            return {"change_reason": error.messages}
        return {}

    def _timetable_errors(self):
        if not (self.start_date and self.end_date and self.end_date >= self.start_date):
            return {}
        last = max((day.value["number"] for day in self.timetable if day.value["number"]), default=0)
        if last <= self.length:
            return {}
        sentence = ngettext(
            "The run has %(length)s day, so there is no day %(day)s.",
            "The run has %(length)s days, so there is no day %(day)s.",
            self.length,
        )
        return {"timetable": sentence % {"length": self.length, "day": last}}

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
        return RunFacts(
            uid=self.translation_key,
            **{name: getattr(self, name) for name in RUN_FACT_NAMES},
            opens_at=at(self.opens_date, self.opens_time),
            closes_at=at(self.closes_date, self.closes_time),
            decision_at=self.decision_on and day_begins(self.decision_on, page.timezone),
            starts_at=at(self.start_date, self.start_time) if has_times else day_begins(self.start_date, page.timezone),
            ends_at=at(self.end_date, self.end_time) if has_times else day_ends(self.end_date, page.timezone),
            is_all_day=not has_times,
        )


def _at(day, clock):
    return datetime.combine(day, clock) if day and clock is not None else None


def next_years_name(name, *, old, new):
    """The name with the old year in it replaced: "Caldermouth 2027" is "Caldermouth 2028" a year later."""
    return re.sub(rf"\b{old}\b", str(new), name)
