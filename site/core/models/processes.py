"""What all processes share by the database: versions of the content, limits, and when something is due."""

import uuid

from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ContentVersionQuerySet(models.QuerySet):
    def of(self, name):
        return self.filter(name=name).values_list("token", flat=True).first()

    def tokens(self):
        return dict(self.values_list("name", "token"))

    def renew(self, name, items=None):
        """Say that all of it has changed, or some items, by their keys: in the transaction that changes it."""
        token = uuid.uuid4()
        changed = ["token", "token_of_all"] if items is None else ["token"]
        self.bulk_create(
            [self.model(name=name, token=token, token_of_all=token)],
            update_conflicts=True,
            unique_fields=["name"],
            update_fields=changed,
        )
        ItemVersion.objects.bulk_create(
            [ItemVersion(name=name, item=item, token=token) for item in sorted(set(items or ()))],
            update_conflicts=True,
            unique_fields=["name", "item"],
            update_fields=["token"],
        )


class ContentVersion(models.Model):
    """A token for each kind of content that is another one after every change of it.

    Whatever a process has worked out from the content holds for as long as the token is the same. It is drawn by lot, not
    counted: two states never share one, even after a roll-back or a restored copy of the database.
    """

    name = models.CharField(max_length=40, unique=True)
    token = models.UUIDField()
    #: Another one only after changes that may be about every item of it.
    token_of_all = models.UUIDField(default=uuid.uuid4)

    objects = ContentVersionQuerySet.as_manager()

    def __str__(self):
        return f"{self.name} {self.token}"


class ItemVersion(models.Model):
    """The same for one item of a kind of content, such as an event: what has one token more has changed since."""

    name = models.CharField(max_length=40)
    item = models.BigIntegerField()
    token = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "item"], name="core_itemversion_item_once")]

    def __str__(self):
        return f"{self.name} {self.item} {self.token}"


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


class RateLimitQuerySet(models.QuerySet):
    def take(self, digest, *, number, most, now, until):
        """Take `number` of `most` that are to be had until the window closes. Whether they were there: all of them, or none.

        Each step is one conditional UPDATE or a unique key, so of two who ask for the last one, one gets it, on every database;
        and of two who open a window, both find it open.
        """
        if number > most:
            return False
        mine = self.filter(digest=digest)
        room = mine.filter(resets_at__gt=now, taken__lte=most - number)
        if room.update(taken=F("taken") + number):
            return True
        if not mine.filter(resets_at__lte=now).update(taken=0, resets_at=until):
            if mine.filter(resets_at__gt=now, taken__gt=most - number).exists():
                return False
            self.bulk_create([self.model(digest=digest, resets_at=until)], ignore_conflicts=True)
        return bool(room.update(taken=F("taken") + number))

    def give_back(self, digest, *, number):
        return bool(self.filter(digest=digest, taken__gte=number).update(taken=F("taken") - number))

    def resets_at(self, digest):
        return self.filter(digest=digest).values_list("resets_at", flat=True).first()

    def forgettable(self, *, now):
        """Windows that have closed: they count nothing any more."""
        return self.filter(resets_at__lte=now)


class RateLimit(models.Model):
    """How much somebody has taken of what is limited: who is a keyed hash, and the row goes when its window has closed."""

    digest = models.CharField(max_length=64, unique=True)
    taken = models.PositiveIntegerField(default=0)
    resets_at = models.DateTimeField(db_index=True)

    objects = RateLimitQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "rate limit"
        verbose_name_plural = "rate limits"
        default_permissions = ()

    def __str__(self):
        return f"{self.taken} until {self.resets_at:%Y-%m-%d %H:%M}"


class RefusalQuerySet(models.QuerySet):
    def note(self, purpose, *, day):
        """Count one more. Two at once are two."""
        today = self.filter(purpose=purpose, day=day)
        if not today.update(number=F("number") + 1):
            self.bulk_create([self.model(purpose=purpose, day=day)], ignore_conflicts=True)
            today.update(number=F("number") + 1)

    def before(self, day):
        return self.filter(day__lt=day)


class Refusal(models.Model):
    """How often on one day somebody was told to wait, so that staff see when a limit bites. Nothing of whom."""

    purpose = models.CharField(_("what"), max_length=40)
    day = models.DateField(_("day"))
    number = models.PositiveIntegerField(_("times refused"), default=0)

    objects = RefusalQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("limit reached")
        verbose_name_plural = _("limits reached")
        ordering = ["-day", "purpose"]
        default_permissions = ("view",)
        constraints = [models.UniqueConstraint(fields=["purpose", "day"], name="core_refusal_once_a_day")]

    def __str__(self):
        return f"{self.purpose} {self.day:%Y-%m-%d}"
