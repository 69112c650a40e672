import uuid
from datetime import time

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from core.timezones import skipped_times
from opportunities.choices import Mode

from .facts import RoundFacts
from .moments import at, clock_times, midnight_errors, moment_of, shared_moments

CLOCKS = ("starts", "ends", "opens", "closes")


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
        return skipped_times(clock_times(self, CLOCKS), timezone_name)

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
