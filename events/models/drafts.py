"""What editors read: every event as its latest draft has it, published or not. Nothing public reads these rows."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.choices import AttendanceMode
from events.choices import Precision
from events.querysets import DraftOccurrenceQuerySet


class DraftEvent(models.Model):
    """One event as its latest draft has it, whatever is published: one row for all its languages.

    Drafts live in revisions, which can't be sorted or filtered. Saving a revision of the page in the event's own
    language writes this row, so that editors' lists, calendar and warnings are plain queries.
    """

    page = models.OneToOneField("events.EventPage", on_delete=models.CASCADE, related_name="plan")
    translation_key = models.UUIDField(unique=True, editable=False)
    title = models.CharField(max_length=255)
    format = models.ForeignKey("core.Format", null=True, on_delete=models.SET_NULL, related_name="+")
    attendance_mode = models.CharField(max_length=12, choices=AttendanceMode, default=AttendanceMode.IN_PERSON)
    venue = models.ForeignKey("core.Venue", null=True, on_delete=models.SET_NULL, related_name="+")
    room = models.ForeignKey("core.VenueRoom", null=True, on_delete=models.SET_NULL, related_name="+")
    themes = models.ManyToManyField("core.Theme", related_name="+")
    meant_for = models.ManyToManyField("core.Audience", related_name="+")
    is_drop_in = models.BooleanField(default=False)
    has_summary = models.BooleanField(default=False)
    has_picture = models.BooleanField(default=False)
    has_own_access = models.BooleanField(default=False)
    has_record = models.BooleanField(default=False)
    words_digest = models.CharField(max_length=64)
    words_changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("plan of an event")
        verbose_name_plural = _("plans of events")

    def __str__(self):
        return self.title


class DraftOccurrence(models.Model):
    """One date of a plan, where it is and how people take part.

    Its `uid` is that of the written date, and of the occurrence once it is published.
    """

    plan = models.ForeignKey(DraftEvent, on_delete=models.CASCADE, related_name="dates")
    uid = models.UUIDField(db_index=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    is_all_day = models.BooleanField(default=False)
    has_known_end = models.BooleanField(default=True)
    precision = models.CharField(max_length=8, choices=Precision, default=Precision.DAY)
    timezone = models.CharField(max_length=64)
    attendance_mode = models.CharField(max_length=12, choices=AttendanceMode, default=AttendanceMode.IN_PERSON)
    venue = models.ForeignKey("core.Venue", null=True, on_delete=models.SET_NULL, related_name="+")
    room = models.ForeignKey("core.VenueRoom", null=True, on_delete=models.SET_NULL, related_name="+")

    objects = DraftOccurrenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("planned date")
        verbose_name_plural = _("planned dates")
        ordering = ["starts_at", "pk"]
        indexes = [
            models.Index(fields=["ends_at", "starts_at"], name="events_planneddate_span"),
        ]

    def __str__(self):
        return f"{self.uid} {self.starts_at:%Y-%m-%d %H:%M}"
