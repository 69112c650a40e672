import uuid
from datetime import time

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Orderable

from core.fields import StreamField
from core.timezones import skipped_times
from opportunities.award_sizes import award_size
from opportunities.blocks import KeyDateBlock
from opportunities.choices import Mode

from .fields import ROUND_FACT_NAMES, RoundFacts, RoundFields, at, clock_times, midnight_errors, moment_of, shared_moments

CLOCKS = ("opens", "interest", "internal", "closes")


class WrittenRound(Orderable, RoundFields):
    """One round as an editor writes it: wall-clock times in the page's time zone.

    Publishing the page turns it into a `RoundFacts`. The `uid` stays the same in every revision and translation.
    """

    opens_date = models.DateField(_("opens"), null=True, blank=True, help_text=_("Leave empty if it is open already."))
    opens_time = models.TimeField(_("at"), default=time(9, 0))
    interest_date = models.DateField(
        _("expression of interest by"), null=True, blank=True, help_text=_("Leave empty if nobody asks for one.")
    )
    interest_time = models.TimeField(_("at"), default=time(16, 0))
    closes_date = models.DateField(_("closes"), null=True, blank=True, help_text=_("Leave empty if it never closes."))
    closes_time = models.TimeField(_("at"), default=time(16, 0))
    internal_date = models.DateField(
        _("internal deadline"),
        null=True,
        blank=True,
        help_text=_("The one that counts for staff. Leave empty if there is none."),
    )
    internal_time = models.TimeField(_("at"), default=time(16, 0))
    key_dates = StreamField([("date", KeyDateBlock())], verbose_name=_("other key dates"), blank=True)

    date_panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("mode")]),
        FieldRowPanel([FieldPanel("opens_date"), FieldPanel("opens_time")]),
        FieldRowPanel([FieldPanel("interest_date"), FieldPanel("interest_time"), FieldPanel("interest_is_required")]),
        FieldRowPanel([FieldPanel("internal_date"), FieldPanel("internal_time")]),
        FieldRowPanel([FieldPanel("closes_date"), FieldPanel("closes_time")]),
        FieldRowPanel([FieldPanel("decision_on"), FieldPanel("earliest_start_on"), FieldPanel("may_overlap")]),
        FieldPanel("key_dates"),
    ]
    money_panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("award_from"), FieldPanel("award_to"), FieldPanel("total"), FieldPanel("currency")]),
                FieldRowPanel([FieldPanel("awards_expected"), FieldPanel("duration_months")]),
            ],
            heading=_("Money"),
        ),
    ]
    after_panels = [
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("results_on"), FieldPanel("applications"), FieldPanel("awards_made")])],
            heading=_("Afterwards"),
        ),
    ]

    class Meta(Orderable.Meta):
        abstract = True
        verbose_name = _("round")
        verbose_name_plural = _("rounds")

    def __str__(self):
        return self.name or str(self.closes_date or self.get_mode_display())

    def clean(self):
        super().clean()
        errors = self._date_errors() | self._interest_errors() | self._number_errors()
        if errors:
            raise ValidationError(errors)

    def _date_errors(self):
        opens, closes = at(self.opens_date, self.opens_time), at(self.closes_date, self.closes_time)
        internal = at(self.internal_date, self.internal_time)
        errors = midnight_errors(self, ("closes", "internal", "interest"))
        if self.mode == Mode.OPEN and not self.closes_date:
            errors["closes_date"] = _("Say when it closes, or choose that it is open all the time.")
        if opens and closes and closes <= opens:
            errors["closes_date"] = _("It closes before it opens.")
        if internal and closes and internal > closes:
            errors["internal_date"] = _("The internal deadline is after the round closes.")
        if internal and opens and internal <= opens:
            errors["internal_date"] = _("The internal deadline is before the round opens.")
        if self.decision_on and self.closes_date and self.decision_on < self.closes_date:
            errors["decision_on"] = _("The decision is before the round closes.")
        if self.results_on and self.closes_date and self.results_on < self.closes_date:
            errors["results_on"] = _("The results are out before the round closes.")
        return errors

    def _interest_errors(self):
        interest = at(self.interest_date, self.interest_time)
        if self.interest_is_required and not interest:
            return {"interest_date": _("Say by when the expression of interest must be in.")}
        if not interest:
            return {}
        opens, closes = at(self.opens_date, self.opens_time), at(self.closes_date, self.closes_time)
        if closes and interest >= closes:
            return {"interest_date": _("The expression of interest is not before the round closes.")}
        if opens and interest <= opens:
            return {"interest_date": _("The expression of interest is before the round opens.")}
        return {}

    def _number_errors(self):
        errors = {}
        if self.award_from is not None and self.award_to is not None and self.award_to < self.award_from:
            errors["award_to"] = _("The largest award is below the smallest.")
        if self.total is not None and self.award_to is not None and self.total < self.award_to:
            errors["total"] = _("The total fund is smaller than one award.")
        if self.applications is not None and self.awards_made is not None and self.awards_made > self.applications:
            errors["awards_made"] = _("There are more awards than applications.")
        return errors

    def clock_errors(self, timezone_name):
        """{field: what is wrong} with times that clocks in that zone jump over."""
        return skipped_times(clock_times(self, CLOCKS), timezone_name)

    def as_facts(self, page):
        """An unsaved row with the moments these clock times mean: the same for publishing and for previews."""
        return RoundFacts(
            **{name: getattr(self, name) for name in ROUND_FACT_NAMES},
            **shared_moments(page, results_on=self.results_on),
            opens_at=moment_of(self.opens_date, self.opens_time, page),
            interest_at=moment_of(self.interest_date, self.interest_time, page),
            internal_deadline_at=moment_of(self.internal_date, self.internal_time, page),
            closes_at=moment_of(self.closes_date, self.closes_time, page),
            key_dates=[each.value.as_fact(each.id) for each in self.key_dates],
            award_size=award_size(self),
        )


class CallRound(WrittenRound):
    """A round of a funding call."""

    page = ParentalKey("opportunities.FundingCallPage", on_delete=models.CASCADE, related_name="rounds")

    panels = [*WrittenRound.date_panels, *WrittenRound.money_panels, *WrittenRound.after_panels]

    class Meta(WrittenRound.Meta):
        verbose_name = _("round")
        verbose_name_plural = _("rounds")


class AwardRound(WrittenRound):
    """A year of an award."""

    page = ParentalKey("opportunities.AwardPage", on_delete=models.CASCADE, related_name="rounds")

    panels = [*WrittenRound.date_panels, *WrittenRound.money_panels, *WrittenRound.after_panels]

    class Meta(WrittenRound.Meta):
        verbose_name = _("round of an award")
        verbose_name_plural = _("rounds of awards")


class ContributorRound(WrittenRound):
    """A round of a call for contributors."""

    page = ParentalKey("opportunities.ContributorCallPage", on_delete=models.CASCADE, related_name="rounds")

    panels = [*WrittenRound.date_panels, FieldPanel("places"), *WrittenRound.after_panels]

    class Meta(WrittenRound.Meta):
        verbose_name = _("round of a call for contributors")
        verbose_name_plural = _("rounds of calls for contributors")


COURSE_CLOCKS = ("starts", "ends", "opens", "closes")


class CourseDate(Orderable):
    """One run of a course as an editor writes it. Publishing turns it into a `RoundFacts` that closes when booking does."""

    page = ParentalKey("opportunities.TrainingPage", on_delete=models.CASCADE, related_name="rounds")
    uid = models.UUIDField(default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=80, blank=True, help_text=_("Such as Autumn, or Group A."))
    where = models.CharField(
        _("where"), max_length=120, blank=True, help_text=_("A room or a call, if this run is not where the others are.")
    )
    starts_date = models.DateField(_("starts"))
    starts_time = models.TimeField(_("at"), default=time(10, 0))
    ends_date = models.DateField(_("ends"), null=True, blank=True, help_text=_("Leave empty if it ends on the same day."))
    ends_time = models.TimeField(_("at"), default=time(16, 0))
    opens_date = models.DateField(_("booking opens"), null=True, blank=True, help_text=_("Leave empty if it is open already."))
    opens_time = models.TimeField(_("at"), default=time(9, 0))
    closes_date = models.DateField(
        _("booking closes"), null=True, blank=True, help_text=_("Leave empty if people can book until it starts.")
    )
    closes_time = models.TimeField(_("at"), default=time(16, 0))
    places = models.PositiveSmallIntegerField(
        _("places"), null=True, blank=True, help_text=_("Leave empty if there is no limit.")
    )

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("where"), FieldPanel("places")]),
        FieldRowPanel([FieldPanel("starts_date"), FieldPanel("starts_time")]),
        FieldRowPanel([FieldPanel("ends_date"), FieldPanel("ends_time")]),
        FieldRowPanel([FieldPanel("opens_date"), FieldPanel("opens_time")]),
        FieldRowPanel([FieldPanel("closes_date"), FieldPanel("closes_time")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("run")
        verbose_name_plural = _("runs")

    def __str__(self):
        return self.name or str(self.starts_date)

    def clean(self):
        super().clean()
        errors = midnight_errors(self, ("closes",))
        starts, ends = at(self.starts_date, self.starts_time), at(self.ends_date or self.starts_date, self.ends_time)
        opens, closes = at(self.opens_date, self.opens_time), at(self.closes_date, self.closes_time) or starts
        if starts and ends and ends <= starts:
            errors["ends_date" if self.ends_date else "ends_time"] = _("It ends before it starts.")
        if starts and closes and closes > starts:
            errors["closes_date"] = _("Booking closes after the run has started.")
        if opens and closes and closes <= opens:
            errors["opens_date"] = _("Booking opens after it has closed.")
        if self.places == 0:
            errors["places"] = _("Leave this empty if there is no limit; a run without places is not one.")
        if errors:
            raise ValidationError(errors)

    def clock_errors(self, timezone_name):
        """{field: what is wrong} with times that clocks in that zone jump over."""
        return skipped_times(clock_times(self, COURSE_CLOCKS), timezone_name)

    def as_facts(self, page):
        """An unsaved row with the moments these clock times mean: the same for publishing and for previews."""
        starts_at = moment_of(self.starts_date, self.starts_time, page)
        return RoundFacts(
            uid=self.uid,
            name=self.name,
            places=self.places,
            mode=Mode.OPEN,
            opens_at=moment_of(self.opens_date, self.opens_time, page),
            closes_at=moment_of(self.closes_date, self.closes_time, page) or starts_at,
            starts_at=starts_at,
            ends_at=moment_of(self.ends_date or self.starts_date, self.ends_time, page),
            **shared_moments(page),
        )
