from django.db import models

from core.querysets import VersionedQuerySet
from events.choices import OccurrenceKind, Status

#: What content versions call everything that lists of events are made from.
EVENTS = "events"


class OccurrenceQuerySet(VersionedQuerySet):
    version = EVENTS

    def event_dates(self):
        """Dates of events, without slots of sessions."""
        return self.filter(kind=OccurrenceKind.EVENT_DATE)

    def slots_of(self, festival):
        """The slots of a festival's programme as it was last released, in the order of time."""
        slots = self.filter(kind=OccurrenceKind.SESSION_SLOT, session__release__festival=festival)
        return slots.order_by("starts_at", "session", "pk")

    def public(self):
        """Dates of published events that nobody needs a password or login for."""
        return self.event_dates().filter(is_public=True).without_restricted("facts__page")

    def taking_place(self):
        """Dates people can turn up to: neither cancelled nor waiting for a new date."""
        return self.exclude(status__in=[Status.CANCELLED, Status.POSTPONED])

    def not_over(self, *, now):
        """Every date still to come or on now, soonest first."""
        return self.filter(ends_at__gt=now).order_by("starts_at", "pk")

    def over(self, *, now):
        """Every date that is over, latest first. The exact opposite of not over."""
        return self.filter(ends_at__lte=now).order_by("-ends_at", "-pk")

    def upcoming_events(self, *, now):
        """One row for each event that is not over: its next date, soonest first."""
        return self.filter(ends_at__gt=now, next_from__lte=now).order_by("starts_at", "pk")

    def past_events(self, *, now):
        """One row for each event that is over: its last date, latest first. The exact opposite of upcoming."""
        return self.filter(ends_at__lte=now, is_last=True).order_by("-ends_at", "-pk")

    def next_of_each_event(self, *, now):
        """One row for each event that has a date to come among these, such as those at one venue: the soonest of them."""
        soonest = self.filter(facts=models.OuterRef("facts"), ends_at__gt=now).order_by("ends_at", "pk").values("pk")[:1]
        return self.filter(ends_at__gt=now, pk=models.Subquery(soonest)).order_by("starts_at", "pk")

    def at(self, venue):
        """Dates at a venue, in whatever language the event refers to it."""
        return self.filter(venue__translation_key=venue.translation_key)


class EventFactsQuerySet(models.QuerySet):
    def without_record(self, *, now):
        """Events that took place and are over, of which nobody has told what happened or how many came."""
        dates = self.model.occurrences.rel.related_model.objects.filter(facts=models.OuterRef("pk"))
        return self.filter(
            models.Exists(dates.filter(is_public=True, is_last=True, ends_at__lte=now)),
            models.Exists(dates.taking_place()),
            has_record=False,
            attended_free=None,
            attended_paid=None,
            attended_online=None,
        ).order_by("pk")


class DraftOccurrenceQuerySet(models.QuerySet):
    def between(self, start, end):
        """Dates with any moment from `start` up to `end`, soonest first."""
        return self.filter(ends_at__gt=start, starts_at__lt=end).order_by("starts_at", "pk")

    def not_over(self, *, now):
        return self.filter(ends_at__gt=now).order_by("starts_at", "pk")
