from django.db import models


class DraftOccurrenceQuerySet(models.QuerySet):
    def between(self, start, end):
        """Dates with any moment from `start` up to `end`, soonest first."""
        return self.filter(ends_at__gt=start, starts_at__lt=end).order_by("starts_at", "pk")

    def not_over(self, *, now):
        return self.filter(ends_at__gt=now).order_by("starts_at", "pk")
