from datetime import datetime, time

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from core.changelog.forms import ReasonTranslationsPanel, RowReasonForm, reasons_form
from core.changelog.log import validate_reason
from core.fields import StreamField
from core.forms import TermAwareForm
from core.timezones import MIDNIGHT, day_begins, day_ends, moment, skipped_times
from events.schools.blocks import TimetableBlock

from .facts import RUN_FACT_NAMES, IntakeFacts, IntakeFields

#: What stands with a day and a time on the clock.
CLOCKS = ("opens", "closes", "start", "end")


class IntakeForm(RowReasonForm, reasons_form("change_reason"), TermAwareForm):
    reason_name, translations_name = "change_reason", "change_reason_translations"


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
        _("about the money"), max_length=255, blank=True, help_text=_("What the cost pays for, who gets the bursary and how.")
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
        "name",
        "stay",
        MultiFieldPanel(
            [
                FieldRowPanel(["start_date", "start_time"]),
                FieldRowPanel(["end_date", "end_time"]),
                FieldPanel("venue", widget=forms.Select),
            ],
            heading=_("When and where"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel(["opens_date", "opens_time"]),
                FieldRowPanel(["closes_date", "closes_time"]),
                "decision_on",
                "apply_url",
            ],
            heading=_("Applications"),
        ),
        MultiFieldPanel([FieldRowPanel(["age_from", "age_to", "places"]), "years"], heading=_("For whom")),
        MultiFieldPanel([FieldRowPanel(["cost", "bursary", "currency"]), "money_words"], heading=_("Cost and bursary")),
        "timetable",
        MultiFieldPanel(
            ["is_cancelled", "change_reason", ReasonTranslationsPanel("change_reason")], heading=_("If it changes")
        ),
        MultiFieldPanel([FieldRowPanel(["applications", "took_part"])], heading=_("Afterwards")),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("run of a summer school")
        verbose_name_plural = _("runs of summer schools")

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        checks = (_date_errors, _application_errors, _number_errors, _timetable_errors, _reason_errors)
        if errors := {name: words for check in checks for name, words in check(self).items()}:
            raise ValidationError(errors)

    @property
    def length(self):
        """How many days it lasts, the first and the last included."""
        return (self.end_date - self.start_date).days + 1

    def clock_errors(self, timezone_name):
        """{field: what is wrong} with times that clocks in that zone jump over."""
        times = [(f"{name}_time", getattr(self, f"{name}_date"), getattr(self, f"{name}_time")) for name in CLOCKS]
        return skipped_times(times, timezone_name)

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


def _date_errors(run):
    if not (run.start_date and run.end_date):
        return {}
    if run.end_date < run.start_date:
        return {"end_date": _("The last day is before the first one.")}
    if bool(run.start_time) != bool(run.end_time):
        return {"end_time": _("Give both times of day, or neither.")}
    if run.start_time and run.start_date == run.end_date and run.end_time <= run.start_time:
        return {"end_time": _("It ends before it starts.")}
    return {}


def _application_errors(run):
    errors = {}
    opens, closes = _at(run.opens_date, run.opens_time), _at(run.closes_date, run.closes_time)
    starts = _at(run.start_date, run.start_time or MIDNIGHT)
    if opens and not run.closes_date:
        errors["closes_date"] = _("Say when applications close too.")
    if opens and closes and closes <= opens:
        errors["closes_date"] = _("Applications close before they open.")
    elif closes and starts and closes > starts:
        errors["closes_date"] = _("Applications close after the run has started.")
    if closes and closes.time() == MIDNIGHT:
        errors["closes_time"] = _("Midnight can be read as two days. Write 23:59 of the last day instead.")
    if run.decision_on and run.closes_date and run.decision_on <= run.closes_date:
        errors["decision_on"] = _("Decide after applications have closed: on a later day.")
    elif run.decision_on and run.start_date and run.decision_on > run.start_date:
        errors["decision_on"] = _("The decision comes after the run has started.")
    return errors


def _number_errors(run):
    errors = {}
    if run.age_from is not None and run.age_to is not None and run.age_to < run.age_from:
        errors["age_to"] = _("The oldest age is below the youngest.")
    if not run.currency and (run.cost is not None or run.bursary is not None):
        errors["currency"] = _("Say in which currency, such as GBP.")
    for name in ("cost", "bursary"):
        if (getattr(run, name) or 0) < 0:
            errors[name] = _("An amount of money can't be below 0.")
    if run.took_part is not None and run.applications is not None and run.took_part > run.applications:
        errors["took_part"] = _("More people took part than applied.")
    return errors


def _reason_errors(run):
    if not run.change_reason.strip():
        return {"change_reason": _("Say in one sentence why: people will ask.")} if run.is_cancelled else {}
    try:
        validate_reason(run.change_reason)
    except ValidationError as error:
        return {"change_reason": error.messages}
    return {}


def _timetable_errors(run):
    if not (run.start_date and run.end_date and run.end_date >= run.start_date):
        return {}
    last = max((day.value["number"] for day in run.timetable if day.value["number"]), default=0)
    if last <= run.length:
        return {}
    sentence = ngettext(
        "The run has %(length)s day, so there is no day %(day)s.",
        "The run has %(length)s days, so there is no day %(day)s.",
        run.length,
    )
    return {"timetable": sentence % {"length": run.length, "day": last}}


def _at(day, clock):
    return datetime.combine(day, clock) if day and clock is not None else None
