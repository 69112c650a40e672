from pathlib import PurePath

from django.core.files.base import ContentFile
from wagtail.images.fields import WagtailImageField as WagtailImageFormField
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile
from wagtail.utils.file import hash_filelike

from .pictures import size_of, strip_in_place, without_metadata


class PictureFormField(WagtailImageFormField):
    """Refuses what is no picture, or too much of one, before it is decoded; and keeps no metadata.

    The upload itself is changed, because Wagtail sets it aside when another field of the form has an error.
    """

    def check_image_pixel_size(self, f):
        # Wagtail's own decodes the picture to learn its size, and fails on one that is cut short.
        size_of(f)

    def to_python(self, data):
        file = super().to_python(data)
        if file is not None:
            strip_in_place(file)
        return file


class HeaderFieldFile(WagtailImageFieldFile):
    """Learns the size from the first bytes, where Wagtail decodes the picture."""

    def get_image_dimensions(self):
        was_closed = self.closed
        self.open()
        try:
            return size_of(self)
        finally:
            if was_closed:
                self.close()


class PictureFieldFile(HeaderFieldFile):
    def save(self, name, content, save=True):
        """Store a picture without metadata, whoever hands it over: a form, an import, a loader."""
        if not getattr(content, "is_without_metadata", False):
            content = ContentFile(without_metadata(content), name=name)
        self.instance.file_size = content.size
        self.instance.file_hash = hash_filelike(content)
        content.seek(0)
        # Renditions take their name from it and browsers keep them for ever, so another picture needs another name.
        super().save(f"{self.instance.file_hash[:8]}-{PurePath(name).name}", content, save=save)

    save.alters_data = True  # type: ignore[attr-defined]  # Django's own mark, which functions have no type for


class PictureField(WagtailImageField):
    attr_class = PictureFieldFile


class RenditionField(WagtailImageField):
    attr_class = HeaderFieldFile
