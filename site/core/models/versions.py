import uuid

from django.db import models


class ContentVersionQuerySet(models.QuerySet):
    def of(self, name):
        """The token of one kind of content; None if nothing of it was ever written."""
        return self.filter(name=name).values_list("token", flat=True).first()

    def tokens(self):
        """{name: token} of all."""
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
