from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class StoryBlock(blocks.StreamBlock):
    """Everything a story can be told with."""

    text = blocks.RichTextBlock(
        icon="pilcrow", description=_("Paragraphs, lists and links."), preview_value="<p>Come and look.</p>"
    )
