from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock


class DocumentValue(blocks.StructValue):
    @property
    def kind_and_size(self):
        """Such as "PDF, 1.2 MB": readers on a phone want to know before they tap."""
        document = self.get("document")
        if document is None:
            return ""
        parts = [(document.file_extension or "").upper()]
        if size := document.get_file_size():
            parts.append(filesizeformat(size))
        return ", ".join(filter(None, parts))


class DocumentBlock(blocks.StructBlock):
    """A file to download."""

    document = DocumentChooserBlock(label=_("document"))
    title = blocks.CharBlock(
        required=False, max_length=120, label=_("title"), help_text=_("Leave empty to use the document's.")
    )
    text = blocks.CharBlock(required=False, max_length=255, label=_("what it is"))

    class Meta:
        icon = "doc-full-inverse"
        label = _("Document")
        description = _("A file to download, with its type and size.")
        template = "blocks/document.html"
        value_class = DocumentValue

    def get_preview_value(self):
        return self.to_python({"title": "Strategy 2030", "text": "Our aims in eight pages."})
