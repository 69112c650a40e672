from datetime import UTC, datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.choices import AttendanceMode
from events.choices import Precision, Status
from events.querysets import OccurrenceQuerySet

#: Before every event: an event's first date is its next one from here on.
BEGINNING = datetime(1900, 1, 1, tzinfo=UTC)


class Occurrence(models.Model):
    """One date of one event: the read model of every list, calendar and feed (DESIGN.md §2.3).

    `starts_at` and `ends_at` are moments; the occurrence is over at `ends_at` exactly. `uid` is for life: calendars,
    bookings and shifts refer to it.

    `next_from` is the end of the event's date before this one. So at any moment an event that is not over has exactly
    one occurrence with `next_from <= now < ends_at`, its next date, and a list of events is a plain range query
    whatever the number of dates.
    """

    uid = models.UUIDField(unique=True, editable=False)
    facts = models.ForeignKey("events.EventFacts", on_delete=models.CASCADE, related_name="occurrences")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    next_from = models.DateTimeField(default=BEGINNING)
    is_last = models.BooleanField(default=True)
    is_public = models.BooleanField(default=False)
    #: It has been public at least once: somebody may count on it, so it changes in public or not at all.
    is_promised = models.BooleanField(default=False)
    is_all_day = models.BooleanField(default=False)
    has_known_end = models.BooleanField(default=True)
    precision = models.CharField(max_length=8, choices=Precision, default=Precision.DAY)
    timezone = models.CharField(max_length=64)
    status = models.CharField(max_length=16, choices=Status, default=Status.SCHEDULED)
    attendance_mode = models.CharField(max_length=12, choices=AttendanceMode, default=AttendanceMode.IN_PERSON)
    venue = models.ForeignKey("core.Venue", null=True, on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey("core.VenueRoom", null=True, on_delete=models.SET_NULL, related_name="+")
    note = models.CharField(max_length=160, blank=True)
    #: Schema.org has no status for a new place; people must see it all the same.
    has_new_place = models.BooleanField(default=False)
    previous_starts_at = models.DateTimeField(null=True)
    sequence = models.PositiveIntegerField(default=0)
    modified = models.DateTimeField()

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("occurrence")
        verbose_name_plural = _("occurrences")
        ordering = ["starts_at", "pk"]
        indexes = [
            models.Index(fields=["is_public", "ends_at", "next_from"], name="events_occurrence_next"),
            models.Index(fields=["is_public", "is_last", "ends_at"], name="events_occurrence_last"),
            models.Index(fields=["starts_at"], name="events_occurrence_start"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="events_occurrence_ends_after_start"
            ),
        ]

    def __str__(self):
        return f"{self.uid} {self.starts_at:%Y-%m-%d %H:%M}"

    def is_over(self, *, now):
        """Exactly the opposite of still to come or on now."""
        return self.ends_at <= now

    def is_on(self, *, now):
        return self.starts_at <= now < self.ends_at and self.takes_place

    @property
    def takes_place(self):
        """Whether people can turn up: neither cancelled nor waiting for a new date."""
        return self.status not in (Status.CANCELLED, Status.POSTPONED)
