from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from core.models.pictures import Picture


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
    """One picture in the story."""

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

        value = self.to_python({"caption": "The old observatory at dusk."})
        value["image"] = sample_picture()
        return value

    def clean(self, value):
        value = super().clean(value)
        if value.get("is_decorative") and value.get("alternative"):
            raise blocks.StructBlockValidationError(
                {"alternative": ValidationError(_("Decoration has no alternative text. Keep one of the two."))}
            )
        return value


def sample_picture():
    """Any picture of the site, else one that is only named."""
    picture = Picture.objects.order_by("pk").first()
    if picture is None:
        picture = Picture(title="Picture", description="A picture", purpose=Picture.Purpose.INFORMATIVE)
        picture.prefetched_renditions = []  # nothing is made of what is not stored
    return picture
