from django.db import models
from django.utils import timezone


class PeriodicTaskStateQuerySet(models.QuerySet):
    def take(self, name, *, now, until):
        """Whether a task is due and ours to do. One conditional UPDATE decides it: of two who ask at once, one does it."""
        self.bulk_create([self.model(name=name, due_at=now)], ignore_conflicts=True)
        return self.filter(name=name, due_at__lte=now).update(due_at=until, started_at=now) == 1


class PeriodicTaskState(models.Model):
    """When something that has to be done regularly was done, and is to be done next. See `core.periodic_tasks`."""

    name = models.CharField(max_length=60, unique=True)
    due_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    #: The kind of the last error, until it works again.
    problem = models.CharField(max_length=120, blank=True)

    objects = PeriodicTaskStateQuerySet.as_manager()

    class Meta:
        verbose_name = "periodic task"
        verbose_name_plural = "periodic tasks"
        ordering = ["name"]

    def __str__(self):
        return self.name
