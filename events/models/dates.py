import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable, TranslatableMixin

from core.choices import AccessAnswer, AttendanceMode
from core.panels import FoldedPanel
from core.timezones import exists, is_ambiguous, moment
from events.choices import Precision, WhichTime


class EventDate(Orderable):
    """One date as an editor writes it: wall-clock times in the event's time zone.

    Publishing the page turns it into an `Occurrence`. The `uid` stays the same in every revision and translation.
    """

    page = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="dates")
    uid = models.UUIDField(default=uuid.uuid4, editable=False)
    start_date = models.DateField(_("day"))
    start_time = models.TimeField(_("starts"), null=True, blank=True, help_text=_("Empty: all day."))
    end_date = models.DateField(_("last day"), null=True, blank=True, help_text=_("Empty: the same day."))
    end_time = models.TimeField(_("ends"), null=True, blank=True, help_text=_("Empty: nobody knows."))
    precision = models.CharField(_("what is known"), max_length=8, choices=Precision, default=Precision.DAY)
    which_time = models.CharField(
        _("which of the two"),
        max_length=8,
        choices=WhichTime,
        blank=True,
        help_text=_("Only in the night the clocks go back, when they show an hour twice."),
    )
    attendance_mode = models.CharField(
        _("how people take part"),
        max_length=12,
        choices=AttendanceMode,
        blank=True,
        help_text=_("Only if this date differs from the others."),
    )
    venue = models.ForeignKey(
        "core.Venue",
        verbose_name=_("venue"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Only if this date is somewhere else than the others."),
    )
    room = models.ForeignKey(
        "core.VenueRoom",
        verbose_name=_("room"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("A room of another venue takes this date there."),
    )
    note = models.CharField(
        _("note"), max_length=160, blank=True, help_text=_("Only about this date, for example: with British Sign Language.")
    )

    panels = [
        FieldRowPanel(
            [FieldPanel("start_date"), FieldPanel("start_time"), FieldPanel("end_time"), FieldPanel("end_date")],
            classname="date-row",
        ),
        FoldedPanel(
            [
                FieldPanel("note"),
                FieldRowPanel([FieldPanel("venue", widget=forms.Select), FieldPanel("room", widget=forms.Select)]),
                FieldRowPanel([FieldPanel("attendance_mode"), FieldPanel("precision")]),
                FieldPanel("which_time"),
            ],
            fold=_("Note, another place, clock changes"),
            usual={"precision": Precision.DAY},
        ),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("date of an event")
        verbose_name_plural = _("dates of an event")

    def __str__(self):
        return str(self.start_date)

    def clean(self):
        super().clean()
        if not self.start_date:
            return
        if self.last_day < self.start_date:
            raise ValidationError({"end_date": _("The last day is before the first one.")})
        if self.end_time and not self.start_time:
            raise ValidationError({"start_time": _("Say when it starts, or leave both times empty for all day.")})
        if self.start_time and self.end_time and self.last_day == self.start_date and self.end_time <= self.start_time:
            raise ValidationError({"end_time": _("It ends before it starts. If it goes past midnight, give the last day too.")})

    @property
    def last_day(self):
        return self.end_date or self.start_date

    @property
    def fold(self):
        return int(self.which_time == WhichTime.SECOND)

    def clock_errors(self, timezone_name):
        """{field: what is wrong} with times that clocks in that zone skip, or show twice without our knowing which is meant."""
        errors = {}
        if self.precision == Precision.MONTH:
            return errors
        for name, day, clock in (("start_time", self.start_date, self.start_time), ("end_time", self.last_day, self.end_time)):
            if not day or not clock:
                continue
            values = {"day": date_format(day, "j F Y"), "time": clock.strftime("%H:%M")}
            if not exists(day, clock, timezone_name):
                errors[name] = (
                    _("On %(day)s the clocks go forward: there is no %(time)s in this time zone. Choose another time.") % values
                )
            elif is_ambiguous(day, clock, timezone_name) and not self.which_time:
                errors["which_time"] = (
                    _("On %(day)s the clocks go back and show %(time)s twice. Say which of the two is meant.") % values
                )
        if not errors and self.start_date and self.start_time and self.end_time:
            start, end = (self.start_date, self.start_time), (self.last_day, self.end_time)
            starts_at, ends_at = (moment(*one, timezone_name, fold=self.fold) for one in (start, end))
            if end > start and ends_at <= starts_at:
                errors["end_time"] = _("The clocks go back in between: it would end before it starts. Say when it ends.")
        return errors


class EventAccess(Orderable):
    """How one event differs from its venue in one access feature."""

    page = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="access")
    feature = models.ForeignKey("core.AccessFeature", verbose_name=_("feature"), on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(_("is it there?"), max_length=12, choices=AccessAnswer, default=AccessAnswer.YES)
    note = models.CharField(_("note"), max_length=160, blank=True)

    panels = [FieldRowPanel([FieldPanel("feature", widget=forms.Select), FieldPanel("answer")]), FieldPanel("note")]

    class Meta(Orderable.Meta):
        verbose_name = _("access feature of an event")
        verbose_name_plural = _("access features of an event")


class EventPerson(TranslatableMixin, Orderable):
    """Somebody to meet at an event. Who it is comes from the source page, the words from the reader's."""

    page = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="people")
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("role"), max_length=160, blank=True, help_text=_("For example: speaker, or host."))
    affiliation = models.CharField(_("affiliation"), max_length=160, blank=True)
    image = models.ForeignKey(
        "core.Picture", verbose_name=_("picture"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    url = models.URLField(_("web page"), blank=True)

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("role"), FieldPanel("affiliation")]),
        FieldRowPanel([FieldPanel("image"), FieldPanel("url")]),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("person at an event")
        verbose_name_plural = _("people at an event")

    def __str__(self):
        return self.name


class ProgrammeItem(TranslatableMixin, Orderable):
    """One line of an event's programme. When it is comes from the source page, the words from the reader's."""

    page = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="programme")
    day = models.DateField(_("day"), null=True, blank=True, help_text=_("Only if the event has several."))
    starts = models.TimeField(_("from"), null=True, blank=True)
    ends = models.TimeField(_("until"), null=True, blank=True)
    title = models.CharField(_("what"), max_length=160)
    text = models.CharField(_("more about it"), max_length=300, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("day"), FieldPanel("starts"), FieldPanel("ends")]),
        FieldPanel("title"),
        FieldPanel("text"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("programme item")
        verbose_name_plural = _("programme items")

    def __str__(self):
        return self.title

    def clean(self):
        super().clean()
        if self.ends and not self.starts:
            raise ValidationError({"starts": _("Say when it starts.")})
