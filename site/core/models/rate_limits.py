from django.db import models
from django.db.models import F


class RateLimitQuerySet(models.QuerySet):
    def take(self, digest, *, number, most, now, until):
        """Take `number` of `most` that are to be had until the window closes. Whether they were there: all of them, or none.

        Each step is one conditional UPDATE, so of two who ask for the last one, one gets it, on every database.
        """
        if number > most:
            return False
        mine = self.filter(digest=digest)
        return bool(
            mine.filter(resets_at__gt=now, taken__lte=most - number).update(taken=F("taken") + number)
            or mine.filter(resets_at__lte=now).update(taken=number, resets_at=until)
            or (
                self._first(digest, until=until)
                and mine.filter(resets_at__gt=now, taken__lte=most - number).update(taken=F("taken") + number)
            )
        )

    def _first(self, digest, *, until):
        """Whether nobody has asked before; a row that somebody else adds at the same moment serves as well."""
        if self.filter(digest=digest).exists():
            return False
        self.bulk_create([self.model(digest=digest, resets_at=until)], ignore_conflicts=True)
        return True

    def forgettable(self, *, now):
        """Windows that have closed: they count nothing any more."""
        return self.filter(resets_at__lte=now)


class RateLimit(models.Model):
    """How much somebody has taken of what is limited: who is a keyed hash, and the row goes when its window has closed."""

    digest = models.CharField(max_length=64, unique=True)
    taken = models.PositiveIntegerField(default=0)
    resets_at = models.DateTimeField(db_index=True)

    objects = RateLimitQuerySet.as_manager()

    class Meta:
        verbose_name = "rate limit"
        verbose_name_plural = "rate limits"

    def __str__(self):
        return f"{self.taken} until {self.resets_at:%Y-%m-%d %H:%M}"
