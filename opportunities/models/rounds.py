"""Rounds and runs: as editors write them, on the clocks of a zone, and as everybody reads them, as moments."""

import uuid
from datetime import datetime, time
from functools import reduce
from operator import or_

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel
from wagtail.models import Orderable

from core.fields import StreamField
from core.money import currency_field
from core.timezones import MIDNIGHT, day_begins, moment, skipped_times
from opportunities.choices import AWARD_LIMITS, AwardSize, Mode

from .facts import amount_field


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
    award_from = amount_field(_("award from"))
    award_to = amount_field(_("award to"))
    total = amount_field(_("total fund"), digits=14)
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


#: What publishing copies from a written round to its row, and the moments of a `RoundFacts`.
ROUND_FACT_NAMES = [field.name for field in RoundFields._meta.fields]
MOMENTS = ("opens_at", "interest_at", "internal_deadline_at", "closes_at", "starts_at", "ends_at", "results_at", "archived_at")


def _check(name, *nullable, **condition):
    """A constraint that holds wherever these columns are known."""
    unknown = [Q(**{f"{column}__isnull": True}) for column in nullable]
    return models.CheckConstraint(condition=reduce(or_, [*unknown, Q(**condition)]), name=name)


class RoundFacts(RoundFields):
    """One round of one opportunity with its moments, as everybody reads it. A role has one round. `uid` is for life."""

    facts = models.ForeignKey("opportunities.OpportunityFacts", on_delete=models.CASCADE, related_name="rounds")
    uid = models.UUIDField(unique=True, editable=False)
    opens_at = models.DateTimeField(null=True)
    interest_at = models.DateTimeField(null=True)
    internal_deadline_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    results_at = models.DateTimeField(null=True)
    archived_at = models.DateTimeField(null=True)
    #: [{"id": …, "name": …, "day": "2027-10-14", "time": "16:00" or ""}]
    key_dates = models.JSONField(default=list)
    award_size = models.CharField(max_length=8, choices=AwardSize, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    modified = models.DateTimeField()

    class Meta:
        verbose_name = _("round's facts")
        verbose_name_plural = _("rounds' facts")
        ordering = ["opens_at", "closes_at", "pk"]
        constraints = [
            _check("opportunities_round_closes_after_opening", "opens_at", "closes_at", closes_at__gt=F("opens_at")),
            _check(
                "opportunities_round_internal_deadline_first",
                "internal_deadline_at",
                "closes_at",
                internal_deadline_at__lte=F("closes_at"),
            ),
            _check("opportunities_round_interest_before_closing", "interest_at", "closes_at", interest_at__lt=F("closes_at")),
            _check("opportunities_round_run_ends_after_start", "starts_at", "ends_at", ends_at__gt=F("starts_at")),
            models.CheckConstraint(
                condition=~Q(mode=Mode.OPEN) | Q(closes_at__isnull=False), name="opportunities_round_open_has_deadline"
            ),
            _check("opportunities_round_awards_in_order", "award_from", "award_to", award_to__gte=F("award_from")),
            models.CheckConstraint(condition=~Q(currency=""), name="opportunities_round_has_currency"),
        ]

    def __str__(self):
        return self.name or str(self.uid)


NO_MIDNIGHT = _("Midnight can be read as two days. Write 23:59 of the last day instead.")


class ClockTimes:
    """Of a row whose days and times are wall-clock ones in the zone of its page: `<name>_date` and `<name>_time`."""

    clocks: tuple[str, ...] = ()
    #: Those at which something ends, so that midnight could be read as two days.
    ends: tuple[str, ...] = ()

    def _clock(self, name):
        return getattr(self, f"{name}_date"), getattr(self, f"{name}_time")

    def _at(self, name, day=None):
        """A clock time without a zone, to compare with others of the same row; None if a part is missing."""
        own_day, clock = self._clock(name)
        return datetime.combine(own_day or day, clock) if (own_day or day) and clock is not None else None

    def _moment(self, name, page, day=None):
        own_day, clock = self._clock(name)
        return (own_day or day) and moment(own_day or day, clock, page.timezone)

    def refuse(self, rules):
        """Raise what is wrong by these (field, whether it is wrong, words), the last one of a field, and any midnight."""
        errors = {f"{name}_time": NO_MIDNIGHT for name in self.ends if (at := self._at(name)) and at.time() == MIDNIGHT}
        errors |= {field: words for field, is_wrong, words in rules if is_wrong}
        if errors:
            raise ValidationError(errors)

    def clock_errors(self, timezone_name):
        """{field: what is wrong} with times that clocks in that zone jump over."""
        return skipped_times([(f"{name}_time", *self._clock(name)) for name in self.clocks], timezone_name)


def shared_moments(page, *, results_on=None):
    """What the days of results and archiving mean on the clocks of the page's zone."""
    return {
        "results_at": results_on and day_begins(results_on, page.timezone),
        "archived_at": page.archived_on and day_begins(page.archived_on, page.timezone),
    }


def _after(one, other):
    """Whether both are known and the first comes later, or is more."""
    return one is not None and other is not None and one > other


def _up_to(one, other):
    return one is not None and other is not None and one <= other


class KeyDate(blocks.StructValue):
    def as_fact(self, uid):
        """The language-neutral part with the name it was first given; plain values, as a JSON column keeps them."""
        clock = self["time"]
        return {
            "id": str(uid or ""),
            "name": self["name"],
            "day": self["day"].isoformat(),
            "time": clock.isoformat("minutes") if clock is not None else "",
        }


class KeyDateBlock(blocks.StructBlock):
    """A named day in the life of a round that is not a deadline: a briefing, interviews, a feedback day."""

    name = blocks.CharBlock(label=_("What happens"), max_length=80)
    day = blocks.DateBlock(label=_("Day"))
    time = blocks.TimeBlock(label=_("At"), required=False)

    class Meta:
        icon = "date"
        label = _("Key date")
        value_class = KeyDate


class WrittenRound(ClockTimes, Orderable, RoundFields):
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

    clocks = ("opens", "interest", "internal", "closes")
    ends = ("closes", "internal", "interest")
    date_panels = [
        FieldRowPanel(["name", "mode"]),
        FieldRowPanel(["opens_date", "opens_time"]),
        FieldRowPanel(["interest_date", "interest_time", "interest_is_required"]),
        FieldRowPanel(["internal_date", "internal_time"]),
        FieldRowPanel(["closes_date", "closes_time"]),
        FieldRowPanel(["decision_on", "earliest_start_on", "may_overlap"]),
        "key_dates",
    ]
    after_panels = [MultiFieldPanel([FieldRowPanel(["results_on", "applications", "awards_made"])], heading=_("Afterwards"))]
    panels = [
        *date_panels,
        MultiFieldPanel(
            [
                FieldRowPanel(["award_from", "award_to", "total", "currency"]),
                FieldRowPanel(["awards_expected", "duration_months"]),
            ],
            heading=_("Money"),
        ),
        *after_panels,
    ]

    class Meta(Orderable.Meta):
        abstract = True
        verbose_name = _("round")
        verbose_name_plural = _("rounds")

    def __str__(self):
        return self.name or str(self.closes_date or self.get_mode_display())

    def clean(self):
        super().clean()
        opens, interest, internal, closes = map(self._at, self.clocks)
        never_closes = self.mode == Mode.OPEN and not self.closes_date
        interest_is_missing = self.interest_is_required and not interest
        self.refuse(
            [
                ("closes_date", never_closes, _("Say when it closes, or choose that it is open all the time.")),
                ("closes_date", _up_to(closes, opens), _("It closes before it opens.")),
                ("internal_date", _after(internal, closes), _("The internal deadline is after the round closes.")),
                ("internal_date", _up_to(internal, opens), _("The internal deadline is before the round opens.")),
                ("decision_on", _after(self.closes_date, self.decision_on), _("The decision is before the round closes.")),
                ("results_on", _after(self.closes_date, self.results_on), _("The results are out before the round closes.")),
                ("interest_date", interest_is_missing, _("Say by when the expression of interest must be in.")),
                ("interest_date", _up_to(interest, opens), _("The expression of interest is before the round opens.")),
                (
                    "interest_date",
                    _up_to(closes, interest),
                    _("The expression of interest is not before the round closes."),
                ),
                ("award_to", _after(self.award_from, self.award_to), _("The largest award is below the smallest.")),
                ("total", _after(self.award_to, self.total), _("The total fund is smaller than one award.")),
                ("awards_made", _after(self.awards_made, self.applications), _("There are more awards than applications.")),
            ]
        )

    def as_facts(self, page):
        """An unsaved row with the moments these clock times mean: the same for publishing and for previews."""
        return RoundFacts(
            **{name: getattr(self, name) for name in ROUND_FACT_NAMES},
            **shared_moments(page, results_on=self.results_on),
            opens_at=self._moment("opens", page),
            interest_at=self._moment("interest", page),
            internal_deadline_at=self._moment("internal", page),
            closes_at=self._moment("closes", page),
            key_dates=[each.value.as_fact(each.id) for each in self.key_dates],
            award_size=self._award_size,
        )

    @property
    def _award_size(self):
        """The band of the largest award, or nothing if no sum is known: people look for small sums or large ones."""
        most = self.award_to if self.award_to is not None else self.award_from
        if most is None:
            return ""
        return next((size for size, limit in AWARD_LIMITS.items() if most <= limit), AwardSize.LARGEST)


class CallRound(WrittenRound):
    """A round of a funding call."""

    page = ParentalKey("opportunities.FundingCallPage", on_delete=models.CASCADE, related_name="rounds")


class AwardRound(WrittenRound):
    """A year of an award."""

    page = ParentalKey("opportunities.AwardPage", on_delete=models.CASCADE, related_name="rounds")

    class Meta(WrittenRound.Meta):
        verbose_name = _("round of an award")
        verbose_name_plural = _("rounds of awards")


class ContributorRound(WrittenRound):
    """A round of a call for contributors."""

    page = ParentalKey("opportunities.ContributorCallPage", on_delete=models.CASCADE, related_name="rounds")

    panels = [*WrittenRound.date_panels, "places", *WrittenRound.after_panels]

    class Meta(WrittenRound.Meta):
        verbose_name = _("round of a call for contributors")
        verbose_name_plural = _("rounds of calls for contributors")


class CourseDate(ClockTimes, Orderable):
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

    clocks = ("starts", "ends", "opens", "closes")
    ends = ("closes",)
    panels = [
        FieldRowPanel(["name", "where", "places"]),
        FieldRowPanel(["starts_date", "starts_time"]),
        FieldRowPanel(["ends_date", "ends_time"]),
        FieldRowPanel(["opens_date", "opens_time"]),
        FieldRowPanel(["closes_date", "closes_time"]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("run")
        verbose_name_plural = _("runs")

    def __str__(self):
        return self.name or str(self.starts_date)

    def clean(self):
        super().clean()
        starts, opens, closes = map(self._at, ("starts", "opens", "closes"))
        ends = self._at("ends", self.starts_date)
        self.refuse(
            [
                ("ends_date" if self.ends_date else "ends_time", _up_to(ends, starts), _("It ends before it starts.")),
                ("closes_date", _after(closes, starts), _("Booking closes after the run has started.")),
                ("opens_date", _up_to(closes or starts, opens), _("Booking opens after it has closed.")),
                (
                    "places",
                    self.places == 0,
                    _("Leave this empty if there is no limit; a run without places is not one."),
                ),
            ]
        )

    def as_facts(self, page):
        """An unsaved row with the moments these clock times mean: the same for publishing and for previews."""
        starts_at = self._moment("starts", page)
        return RoundFacts(
            uid=self.uid,
            name=self.name,
            places=self.places,
            mode=Mode.OPEN,
            opens_at=self._moment("opens", page),
            closes_at=self._moment("closes", page) or starts_at,
            starts_at=starts_at,
            ends_at=self._moment("ends", page, self.starts_date),
            **shared_moments(page),
        )
