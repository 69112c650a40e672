from django.contrib.contenttypes.models import ContentType
from django.db import models


class DemoRecord(models.Model):
    """Remembers that one piece of demonstration content was loaded, so that it is never loaded over somebody's work.

    What is recorded is left alone for ever, whether it is as loaded, changed or deleted.
    """

    key = models.CharField(max_length=120, unique=True)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=40)

    class Meta:
        verbose_name = "record of demonstration content"
        verbose_name_plural = "records of demonstration content"

    def __str__(self):
        return self.key

    @property
    def content(self):
        """What was loaded, or None if it is gone."""
        model = self.content_type.model_class()
        return model and model._default_manager.filter(pk=self.object_id).first()
