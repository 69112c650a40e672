from datetime import UTC, datetime

from django.db import models
from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _

from core.choices import AttendanceMode
from events.choices import OccurrenceKind, Precision, Status
from events.querysets import DraftOccurrenceQuerySet, OccurrenceQuerySet

#: Before every event: an event's first date is its next one from here on.
BEGINNING = datetime(1900, 1, 1, tzinfo=UTC)


def set_order(rows):
    """Say of each date of one event, or slot of one session, from when it is the next one, and which is the last; in order."""
    rows = sorted(rows, key=lambda one: (one.ends_at, one.starts_at, one.uid))
    previous_end = BEGINNING
    for row in rows:
        row.next_from, row.is_last = previous_end, row is rows[-1]
        previous_end = row.ends_at
    return rows


class OccurrenceFields(models.Model):
    """When and where one date is and how people take part, as it is published and as it is drafted."""

    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    is_all_day = models.BooleanField(default=False)
    has_known_end = models.BooleanField(default=True)
    precision = models.CharField(max_length=8, choices=Precision, default=Precision.DAY)
    timezone = models.CharField(max_length=64)
    attendance_mode = models.CharField(max_length=12, choices=AttendanceMode, default=AttendanceMode.IN_PERSON)
    # What is written on pages keeps a venue from being deleted; a released programme does not, and keeps its name.
    venue = models.ForeignKey("core.Venue", null=True, on_delete=models.SET_NULL, related_name="+")
    room = models.ForeignKey("core.VenueRoom", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        abstract = True


class Occurrence(OccurrenceFields):
    """One date of an event, or one slot of a released session: the read model of every list, calendar and feed.

    `starts_at` and `ends_at` are moments; the occurrence is over at `ends_at` exactly. `uid` is for life: calendars,
    bookings and shifts refer to it.

    `next_from` is the end of the event's date before this one. So at any moment an event that is not over has exactly
    one occurrence with `next_from <= now < ends_at`, its next date, and a list of events is a plain range query
    whatever the number of dates. The same holds for the slots of a session.

    Dates of events follow from their page at any time. Slots are written by releasing a programme and by nothing else
    (decision 0175).
    """

    uid = models.UUIDField(unique=True, editable=False)
    kind = models.CharField(max_length=12, choices=OccurrenceKind, default=OccurrenceKind.EVENT_DATE)
    #: Of a date of an event.
    facts = models.ForeignKey("events.EventFacts", null=True, on_delete=models.CASCADE, related_name="occurrences")
    #: Of a slot.
    session = models.ForeignKey("events.ReleasedSession", null=True, on_delete=models.CASCADE, related_name="slots")
    next_from = models.DateTimeField(default=BEGINNING)
    is_last = models.BooleanField(default=True)
    is_public = models.BooleanField(default=False)
    #: It has been public at least once: somebody may count on it, so it changes in public or not at all.
    is_promised = models.BooleanField(default=False)
    status = models.CharField(max_length=16, choices=Status, default=Status.SCHEDULED)
    note = models.CharField(max_length=160, blank=True)
    #: Schema.org has no status for a new place; people must see it all the same.
    has_new_place = models.BooleanField(default=False)
    previous_starts_at = models.DateTimeField(null=True)
    sequence = models.PositiveIntegerField(default=0)
    modified = models.DateTimeField()

    # What only slots have.

    #: What it is called in addresses, for life.
    code = models.CharField(max_length=7, blank=True)
    #: Names are kept as they were released, so that a change of room is always part of a release.
    venue_name = models.CharField(max_length=80, blank=True)
    room_name = models.CharField(max_length=80, blank=True)
    #: Called off by itself, and why; `status` tells whether it takes place, also where all of its session is called off.
    is_cancelled_alone = models.BooleanField(default=False)
    reason = models.CharField(max_length=200, blank=True)
    #: {language code: the same reason in that language}
    reason_words = models.JSONField(default=dict)

    #: Of a slot that is drafted: whether its clock times are such that clocks jump over them on that day.
    is_skipped = False

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
            models.CheckConstraint(
                condition=models.Q(kind=OccurrenceKind.EVENT_DATE, facts__isnull=False, session=None)
                | models.Q(kind=OccurrenceKind.SESSION_SLOT, facts=None, session__isnull=False),
                name="events_occurrence_kind",
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

    @property
    def reasons(self):
        """{language: why a slot is called off by itself}"""
        is_told = self.is_cancelled_alone and self.reason
        return {self.session.release.language: self.reason, **self.reason_words} if is_told else {}


#: Dates were written, moved, announced as cancelled, hidden or taken away: `uids` says which; one without a row is gone.
#: Sent inside the transaction that changes them, once the rows are true, so that what receivers write belongs to it.
occurrences_changed = Signal()


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


class DraftOccurrence(OccurrenceFields):
    """One date of a plan, where it is and how people take part.

    Its `uid` is that of the occurrence once it is published: a copied date has one of its own.
    """

    plan = models.ForeignKey(DraftEvent, on_delete=models.CASCADE, related_name="dates")
    uid = models.UUIDField(db_index=True)

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
