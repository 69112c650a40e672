from io import BytesIO

from django.conf import settings
from PIL import Image
from wagtail.images.models import Filter
from willow.image import AvifImageFile, JPEGImageFile, WebPImageFile

from core.uploads.pictures import FORMATS

WRITTEN_AS = {"avif": ("AVIF", AvifImageFile), "webp": ("WEBP", WebPImageFile), "jpeg": ("JPEG", JPEGImageFile)}
#: No shape is larger than this, so a larger picture is made smaller once, before anything is cut from it.
ENOUGH = (1920, 1600)


class Source:
    """A picture decoded once, from which every rendition is cut. A large JPEG never exists in memory in full."""

    def __init__(self, file):
        with Image.open(file, formats=FORMATS) as opened:
            width, height = opened.size
            factor = max(1, min(width // ENOUGH[0], height // ENOUGH[1]))
            opened.draft(None, (width // factor, height // factor))
            left_to_do = max(1, factor * opened.width // width)
            # Only an RGB profile still describes the colours after the conversion to RGB.
            self.profile = opened.info.get("icc_profile") if opened.mode in ("RGB", "RGBA", "P") else None
            mode = "RGBA" if opened.has_transparency_data else "RGB"
            self.image = opened.convert(mode).reduce(left_to_do)
        self._cuts = {}

    def cut(self, each, picture):
        """The crop and size of a filter; the formats of one size share it."""
        size_spec = each.spec.partition("|")[0]
        if size_spec not in self._cuts:
            transform = each.get_transform(picture)
            scale = self.image.width / picture.width
            box = tuple(min(edge * scale, limit) for edge, limit in zip(transform.get_rect(), self.image.size * 2, strict=True))
            self._cuts[size_spec] = self.image.resize(transform.size, box=box, reducing_gap=3.0)
        return self._cuts[size_spec]


class QuickFilter(Filter):
    """Wagtail's crop and resize, but of a picture that is decoded once, and saved as fast as quality allows.

    Wagtail decodes the file anew for each rendition and gives the AVIF encoder no speed: measured on a picture of
    1600 by 1067 pixels that is three times the work (docs/decisions/0035-pictures-are-made-before-they-are-seen.md).
    """

    def __init__(self, spec, source):
        super().__init__(spec)
        self.source = source

    def run(self, image, output, source=None):
        cut = self.source.cut(self, image)
        form, _separator, option = self.spec.rpartition("format-")[2].partition("-")
        if form == "jpeg" and cut.mode == "RGBA":
            sheet = Image.new("RGB", cut.size, "white")
            sheet.paste(cut, mask=cut)
            cut = sheet
        options = settings.PICTURE_ENCODING[form]
        if option == "lossless":
            options = {**options, "lossless": True}
        pillow_format, willow_file = WRITTEN_AS[form]
        # Asked for its file number, as Pillow does, Wagtail's temporary file moves to the disk.
        written = BytesIO()
        cut.save(written, pillow_format, icc_profile=self.source.profile, **options)
        output.write(written.getbuffer())
        return willow_file(output)
