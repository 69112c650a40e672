import uuid
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument

from core.uploads.documents import check_document

#: Reading that has not ended after so long has been cut off.
CUT_OFF_AFTER = timedelta(minutes=2)


class Upload(models.Model):
    """A table somebody brought, from the moment it arrives until something is made of it. Only who brought it sees it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Being read")
        READ = "read", _("Read")
        REFUSED = "refused", _("Not read")

    #: Stands in addresses of the admin, where it must not be guessed.
    key = models.UUIDField(default=uuid.uuid4, unique=True)
    #: Who reads it (`core.registries.upload_readers`), and for what: a festival, a source.
    purpose = models.CharField(max_length=40)
    about = models.CharField(max_length=40, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=255)
    content = models.BinaryField(null=True)  # emptied once it has been read
    table = models.JSONField(null=True)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    problem = models.TextField(blank=True)
    brought_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        default_permissions = ()

    def __str__(self):
        return self.file_name

    @property
    def is_waiting(self):
        return self.state == self.State.WAITING

    def is_cut_off(self, *, now):
        return self.is_waiting and self.brought_at < now - CUT_OFF_AFTER


class Download(AbstractDocument):
    """A file to download: always the exception, since words on a page serve more people."""

    admin_form_fields = WagtailDocument.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def clean(self):
        if not self.file:
            # The form says so in one sentence, Wagtail would add a second.
            return
        super().clean()
        # Only what is being uploaded: a stored file was checked when it came.
        if not self.file._committed:
            try:
                check_document(self.file)
            except ValidationError as error:
                raise ValidationError({"file": error}) from error
