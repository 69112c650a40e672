from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .links import LinkedBlock


class CallToActionBlock(LinkedBlock):
    """The one thing a reader should do next."""

    title = blocks.CharBlock(max_length=80, label=_("title"))
    text = blocks.CharBlock(required=False, max_length=255, label=_("text"))
    button = blocks.CharBlock(max_length=40, label=_("words on the button"))
    style = blocks.ChoiceBlock(
        choices=[("strong", _("Strong: once on a page")), ("quiet", _("Quiet"))], default="strong", label=_("style")
    )

    class Meta:
        icon = "arrow-right"
        label = _("Call to action")
        description = _("A box with one button: book, apply, sign up.")
        template = "blocks/call_to_action.html"
        form_layout = ["title", "text", "button", "page", "url", "style"]
        preview_value = {
            "title": "Bring your class",
            "text": "Free workshops for schools, all year round.",
            "button": "Book a visit",
            "url": "https://example.org/",
            "style": "strong",
        }
