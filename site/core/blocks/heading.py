from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class HeadingValue(blocks.StructValue):
    @property
    def anchor(self):
        """An address inside the page, the same as long as the words are."""
        return slugify(self.get("text"), allow_unicode=True)


class HeadingBlock(blocks.StructBlock):
    """Divides a story, so that readers and screen readers can jump."""

    text = blocks.CharBlock(max_length=120, label=_("heading"))
    level = blocks.ChoiceBlock(choices=[("2", _("Section")), ("3", _("Part of a section"))], default="2", label=_("level"))

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("A heading that starts a section or a part of one.")
        template = "blocks/heading.html"
        value_class = HeadingValue
        preview_value = {"text": "What you will do", "level": "2"}
