import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from core.models.pictures import Picture

from .words import TextBlock, refused


class PictureValue(blocks.StructValue):
    @property
    def alt(self):
        """Words for this place, else what was decided for the picture."""
        if self.get("is_decorative"):
            return ""
        return self.get("alternative") or (self["image"].default_alt_text if self.get("image") else "")

    @property
    def credit(self):
        return self["image"].credit if self.get("image") else ""


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("picture"))
    alternative = blocks.CharBlock(
        required=False, max_length=255, label=_("alternative text here"), help_text=_("Leave empty to use the picture's own.")
    )
    is_decorative = blocks.BooleanBlock(required=False, label=_("only decoration here"))
    caption = blocks.CharBlock(required=False, max_length=255, label=_("caption"))

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("A picture with its caption and credit.")
        template = "blocks/picture.html"
        value_class = PictureValue

    def get_preview_value(self):
        return self.normalize({"caption": "The old observatory at dusk.", "image": sample_picture()})

    def clean(self, value):
        value = super().clean(value)
        if value.get("is_decorative") and value.get("alternative"):
            raise refused("alternative", _("Decoration has no alternative text. Keep one of the two."))
        return value


def sample_picture():
    """Any picture of the site, else one that is only named."""
    picture = Picture.objects.order_by("pk").first()
    if picture is None:
        picture = Picture(title="Picture", description="A picture", purpose=Picture.Purpose.INFORMATIVE)
        picture.prefetched_renditions = []  # nothing is made of what is not stored
    return picture


class GalleryBlock(blocks.StructBlock):
    pictures = blocks.ListBlock(PictureBlock(), min_num=2, max_num=12, label=_("pictures"))

    class Meta:
        icon = "grip"
        label = _("Gallery")
        description = _("Two to twelve pictures side by side, each with its caption.")
        template = "blocks/gallery.html"

    def get_preview_value(self):
        sample = self.child_blocks["pictures"].child_block.get_preview_value()
        return self.normalize({"pictures": [sample, sample]})


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
        preview_value = {"title": "A day in the open lab", "url": "https://vimeo.com/76979871", "access": "captions"}

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
