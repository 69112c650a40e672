from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument

from core.uploads.documents import check_document


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
