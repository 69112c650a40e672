import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from .text import TextBlock

#: Addresses we know how to play without telling anybody before the reader asks. Group 1 is the video's name.
PLAYERS = [
    (
        re.compile(
            r"https://(?:www\.|m\.)?(?:youtube\.com/(?:watch\?v=|shorts/|embed/)|youtu\.be/)([A-Za-z0-9_-]{11})(?:[?&].*)?\Z"
        ),
        "https://www.youtube-nocookie.com/embed/{}?autoplay=1&rel=0",
    ),
    (
        re.compile(r"https://(?:www\.)?vimeo\.com/([0-9]{6,12})(?:[?/].*)?\Z"),
        "https://player.vimeo.com/video/{}?autoplay=1&dnt=1",
    ),
]


class VideoValue(blocks.StructValue):
    @property
    def player_url(self):
        """The player that a press loads; empty for an address we don't know."""
        for pattern, player in PLAYERS:
            if match := pattern.match(self.get("url") or ""):
                return player.format(match[1])
        return ""


class VideoBlock(blocks.StructBlock):
    """A film that loads when the reader presses play, and not before."""

    title = blocks.CharBlock(max_length=120, label=_("title"))
    url = blocks.URLBlock(label=_("address on YouTube or Vimeo"))
    image = ImageChooserBlock(required=False, label=_("picture before it plays"))
    access = blocks.ChoiceBlock(
        choices=[
            ("captions", _("It has captions, written by a person")),
            ("transcript", _("The transcript is below")),
            ("both", _("It has captions, and the transcript is below")),
            ("no-speech", _("Nobody speaks in it")),
        ],
        label=_("for people who can't hear it"),
        help_text=_("WCAG 2.2, 1.2.1 and 1.2.2. Captions made by a machine don't count."),
    )
    transcript = TextBlock(required=False, label=_("transcript"))

    class Meta:
        icon = "media"
        label = _("Video")
        description = _("A film on YouTube or Vimeo. Nothing is asked of either until the reader presses play.")
        template = "blocks/video.html"
        value_class = VideoValue
        preview_value = {
            "title": "A day in the open lab",
            "url": "https://vimeo.com/76979871",
            "image": None,
            "access": "captions",
            "transcript": "",
        }

    def clean(self, value):
        value = super().clean(value)
        errors = {}
        if not value.player_url:
            errors["url"] = ValidationError(_("Give the address of one video on YouTube or Vimeo, as the browser shows it."))
        if value["access"] in ("transcript", "both") and not value["transcript"].source.strip():
            errors["transcript"] = ValidationError(_("Put the transcript here, or say that there are captions."))
        if errors:
            raise blocks.StructBlockValidationError(errors)
        return value
