from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .picture import PictureBlock


class GalleryBlock(blocks.StructBlock):
    """Several pictures side by side."""

    pictures = blocks.ListBlock(PictureBlock(), min_num=2, max_num=12, label=_("pictures"))

    class Meta:
        icon = "grip"
        label = _("Gallery")
        description = _("Two to twelve pictures side by side, each with its caption.")
        template = "blocks/gallery.html"

    def get_preview_value(self):
        sample = self.child_blocks["pictures"].child_block.get_preview_value()
        value = self.to_python({"pictures": []})
        value["pictures"] = blocks.list_block.ListValue(self.child_blocks["pictures"], values=[sample, sample])
        return value
