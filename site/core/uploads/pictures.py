"""Pictures are drawn anew when they come in: what they show stays, what they tell about whoever took them does not."""

import struct
import threading
import zlib
from contextlib import contextmanager
from io import BytesIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps, JpegImagePlugin

#: Pillow knows many more formats; none of their decoders ever sees an upload.
FORMATS = ["AVIF", "GIF", "JPEG", "PNG", "WEBP"]
#: Larger than this is refused by Pillow itself while a picture is opened.
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
#: What Pillow's decoders raise for files that are cut short or malformed.
DAMAGE = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, struct.error, zlib.error)
#: What takes seconds and a gigabyte to write anew may have fewer pixels than the rest. No camera writes these, and pages show
#: 2,400 pixels across; a telephone's 12 million fit. Measured: docs/decisions/0036-uploads-are-rewritten-or-refused.md
MOST_PIXELS = {"AVIF": 16_000_000, "WEBP": 16_000_000}
#: How long one picture waits for another that is being drawn, in seconds. Visitors need the thread, too.
PATIENCE = 10
#: One picture at a time is drawn in a process, however many threads it has.
_drawing = threading.Lock()

#: Times a JPEG may go over its pixels to make them finer; programs write about ten. Each costs as much as a picture.
MOST_SCANS = 100
START_OF_SCAN = b"\xff\xda"


def refuse_endless(file):
    """Refuse a JPEG that is a few bytes for each of thousands of scans over millions of pixels."""
    file.seek(0)
    if file.read(2) == b"\xff\xd8" and file.read().count(START_OF_SCAN) > MOST_SCANS:
        raise _damaged()
    file.seek(0)


def size_of(file):
    """Width and height by what the header says, before anything is decoded. Refuses a picture with too many pixels."""
    most = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
    file.seek(0)
    try:
        with Image.open(file, formats=FORMATS) as opened:
            size = opened.size
    except BOMBS:
        size = (most, 2)
    except DAMAGE as error:
        raise _damaged() from error
    file.seek(0)
    _refuse_large(size, most)
    return size


def without_metadata(file):
    """The bytes of the same picture, upright, with its colour profile and nothing else: no place, no camera, no name.

    Also drops what is hidden behind the picture, further frames and embedded previews, since only pixels are copied.
    """
    size_of(file)
    refuse_endless(file)
    try:
        with Image.open(file, formats=FORMATS) as opened:
            _refuse_large(opened.size, MOST_PIXELS.get(opened.format or "", settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS))
            return _drawn_anew(opened)
    except DAMAGE as error:
        raise _damaged() from error


def _drawn_anew(opened):
    with _one_at_a_time():
        # Turning a picture upright makes a plain copy, which no longer knows how it was written.
        options = _options(opened)
        upright = _plain(ImageOps.exif_transpose(opened), opened.info)
        clean = BytesIO()
        upright.save(clean, "JPEG" if opened.format == "MPO" else opened.format, **options)
        return clean.getvalue()


@contextmanager
def _one_at_a_time():
    """Several large pictures at once would take the memory of the whole machine. Refuses whoever has waited too long."""
    if not _drawing.acquire(timeout=PATIENCE):
        message = _("Other pictures are being brought in at this moment. Please try again in a minute.")
        raise ValidationError(message, code="busy")
    try:
        yield
    finally:
        _drawing.release()


def _refuse_large(size, most):
    if size[0] * size[1] > most:
        message = _("This picture has more than %(most)s million pixels. Make it smaller, for example 2,400 wide.")
        raise ValidationError(message % {"most": number_format(most // 1_000_000)}, code="file_too_many_pixels")


def _damaged():
    message = _("This picture is damaged and cannot be opened. Save it again, or choose another.")
    return ValidationError(message, code="invalid_image")


def strip_in_place(upload):
    """Replace what an upload holds by the same picture without metadata, wherever Django keeps it (memory or disk)."""
    clean = without_metadata(upload)
    upload.file.seek(0)
    upload.file.truncate()
    upload.file.write(clean)
    upload.file.flush()
    upload.size = len(clean)
    upload.seek(0)
    upload.is_without_metadata = True


def _options(opened):
    profile = opened.info.get("icc_profile") if opened.mode in ("RGB", "RGBA", "P") else None
    if isinstance(opened, JpegImagePlugin.JpegImageFile):
        if opened.mode == "CMYK":
            return {"quality": 92}
        # The same tables again: hardly anything is lost by writing it a second time.
        options = {"qtables": opened.quantization, "icc_profile": profile}
        sampling = JpegImagePlugin.get_sampling(opened)
        return options if sampling == -1 else {**options, "subsampling": sampling}
    return {
        "AVIF": {"quality": 95, "speed": 9, "icc_profile": profile},
        "GIF": {},
        "PNG": {"compress_level": 3, "icc_profile": profile},
        "WEBP": {"quality": 95, "method": 2, "icc_profile": profile},
    }[opened.format]


def _plain(picture, info):
    """Pixels only, in a mode that every later step understands."""
    picture.load()
    if picture.mode == "CMYK":
        picture = _printed_to_screen(picture, info.get("icc_profile"))
    elif picture.mode.startswith("I"):
        # Scanners write 16 bits of grey; Pillow would cut everything above 255 to white.
        picture = picture.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")
    plain = picture.copy()
    plain.info = {key: info[key] for key in ("transparency", "background") if key in info and picture.mode in ("L", "P", "RGB")}
    return plain


def _printed_to_screen(picture, profile):
    try:
        printed = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(picture, printed, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, TypeError):
        # No profile, or none that can be read.
        return picture.convert("RGB")
