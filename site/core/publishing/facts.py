"""The rows that everybody reads instead of pages: one for each published thing, whatever the number of its languages."""

from django.db import models


def source_page(model, *, related_name):
    """The page that facts are edited on. Empty only while it is being deleted: a page that stays inherits them."""
    return models.OneToOneField(model, null=True, on_delete=models.SET_NULL, related_name=related_name)


class Facts(models.Model):
    """What is true of one thing in every language, written by publishing its source page.

    It is public while its page is, in any language: the source page alone may be a draft again. A translated page's own copy
    of a fact is never read.
    """

    translation_key = models.UUIDField(unique=True, editable=False)
    is_public = models.BooleanField(default=False)

    class Meta:
        abstract = True
