import uuid

from django.db import models
from django.utils import timezone


class ContentVersionQuerySet(models.QuerySet):
    def of(self, name):
        """The token of one kind of content; None if nothing of it was ever written."""
        return self.filter(name=name).values_list("token", flat=True).first()

    def tokens(self):
        """{name: token} of all."""
        return dict(self.values_list("name", "token"))

    def renew(self, name):
        """Say that content has changed. Belongs into the transaction that changes it. Returns the new token."""
        token = uuid.uuid4()
        self.bulk_create(
            [self.model(name=name, token=token)],
            update_conflicts=True,
            unique_fields=["name"],
            update_fields=["token"],
        )
        return token


class ContentVersion(models.Model):
    """A token for each kind of content that is another one after every change of it.

    Whatever a process has worked out from the content holds for as long as the token is the same. It is drawn by lot, not
    counted: two states never share one, even after a roll-back or a restored copy of the database.
    """

    name = models.CharField(max_length=40, unique=True)
    token = models.UUIDField()

    objects = ContentVersionQuerySet.as_manager()

    def __str__(self):
        return f"{self.name} {self.token}"


class ContentChange(models.Model):
    """One thing that has changed, for those who bring what they keep up to date rather than read all of it again.

    Rows of one name are written while its `ContentVersion` is locked, so that their order is that of the transactions.
    """

    name = models.CharField(max_length=40)
    token = models.UUIDField()
    #: What it is, in the words of whoever follows it; empty: anything.
    what = models.CharField(max_length=60, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["name", "id"], name="core_change_since")]

    def __str__(self):
        return f"{self.name} {self.what}"
