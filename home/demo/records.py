"""What was loaded before, by its key."""

from django.contrib.contenttypes.models import ContentType

from home.models import DemoRecord


class Memory:
    """Everything that was ever loaded, read once.

    `fresh(key)` is the only question that allows content to be written: it is true once in the life of a key.
    """

    def __init__(self):
        self._records = {record.key: record for record in DemoRecord.objects.select_related("content_type")}
        self._found = {}
        self.added = 0

    def fresh(self, key):
        """Whether this was never loaded."""
        return key not in self._records

    def remember(self, key, instance):
        content_type = ContentType.objects.get_for_model(type(instance), for_concrete_model=True)
        self._records[key] = DemoRecord.objects.create(key=key, content_type=content_type, object_id=str(instance.pk))
        self._found[key] = instance
        self.added += 1
        return instance

    def get(self, key):
        """What is known by the key, or None if it was never loaded or is deleted."""
        if key not in self._found:
            record = self._records.get(key)
            self._found[key] = record and record.content
        return self._found[key]


def forget_deleted():
    """Let what somebody deleted be loaded again. Return how many keys that frees."""
    gone = [record.pk for record in DemoRecord.objects.select_related("content_type") if record.content is None]
    return DemoRecord.objects.filter(pk__in=gone).delete()[0]
