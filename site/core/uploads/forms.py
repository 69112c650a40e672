from django.utils.translation import gettext_lazy as _
from wagtail.images.forms import BaseImageForm

from .fields import PictureFormField


class PictureForm(BaseImageForm):
    """Every way into the picture library: one, several at once, from a chooser, and changing one."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if file := self.fields.get("file"):
            self.fields["file"] = PictureFormField(label=file.label, required=file.required, widget=file.widget)
        if description := self.fields.get("description"):
            description.label = _("Alternative text")
            description.help_text = _(
                "What somebody who cannot see it should know, in a sentence: “Children hold a model of a heart”. "
                "Leave empty only if it is decoration."
            )
