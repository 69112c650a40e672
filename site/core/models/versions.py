import uuid

from django.db import models


class ContentVersionQuerySet(models.QuerySet):
    def of(self, name):
        """The token of one kind of content; None if nothing of it was ever written."""
        return self.filter(name=name).values_list("token", flat=True).first()

    def tokens(self):
        """{name: token} of all."""
        return dict(self.values_list("name", "token"))

    def renew(self, name):
        """Say that content has changed. Belongs into the transaction that changes it."""
        self.bulk_create(
            [self.model(name=name, token=uuid.uuid4())],
            update_conflicts=True,
            unique_fields=["name"],
            update_fields=["token"],
        )


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
