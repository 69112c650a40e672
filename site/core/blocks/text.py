from django.utils.translation import gettext_lazy as _
from wagtail import blocks

#: What running text may have. Headings are blocks of their own, so that their levels stay right.
FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul", "superscript", "subscript"]


class TextBlock(blocks.RichTextBlock):
    """Paragraphs and lists."""

    def __init__(self, **kwargs):
        super().__init__(**({"features": FEATURES} | kwargs))

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs, lists and links.")
        template = "blocks/text.html"
        preview_value = "<p>Come and see what we found under the car park: <b>two thousand years</b> of the town's rubbish.</p>"
