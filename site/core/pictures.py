"""Pictures in the sizes and formats that pages show: what they are, how they are made and found, and by whom."""

from dataclasses import dataclass
from functools import partial
from io import BytesIO
from itertools import chain

from django.conf import settings
from django.db import transaction
from django.db.models import Prefetch, prefetch_related_objects
from django.db.models.signals import post_save, pre_save
from django_tasks import task
from PIL import Image
from wagtail.images import get_image_model
from wagtail.images.models import Filter
from willow.image import AvifImageFile, JPEGImageFile, WebPImageFile

from core.models.pictures import Picture
from core.uploads.pictures import FORMATS


@dataclass(frozen=True, kw_only=True)
class Crop:
    """One way to cut a picture, in several widths; `media` says on which screens it is used."""

    operations: tuple[str, ...]
    media: str = ""


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A place in the layout. The last crop is the one for every screen, the last format the one every browser reads."""

    crops: tuple[Crop, ...]
    formats: tuple[str, ...] = ("avif", "webp")
    sizes: str = ""
    is_by_density: bool = False  # one size on the page, sharper on sharper screens

    @property
    def specs(self):
        """Wagtail's names of everything this shape is made of."""
        return tuple(
            f"{operation}|format-{form}" for crop in self.crops for operation in crop.operations for form in self.formats
        )


# A letterbox is no shape for a phone held upright.
PHONE = "(max-width: 40rem)"

SHAPES = {
    "card": Shape(
        crops=(Crop(operations=("fill-400x267", "fill-800x533")),),
        sizes="(min-width: 60rem) 24rem, (min-width: 40rem) 50vw, 100vw",
    ),
    "hero": Shape(
        crops=(
            Crop(operations=("fill-480x270", "fill-800x450"), media=PHONE),
            Crop(operations=("fill-1200x514", "fill-1920x823")),
        ),
        sizes="100vw",
    ),
    "story": Shape(crops=(Crop(operations=("max-640x800", "max-1280x1600")),), sizes="(min-width: 48rem) 45rem, 100vw"),
    "square": Shape(crops=(Crop(operations=("fill-160x160", "fill-320x320")),), sizes="10rem"),
    "logo": Shape(crops=(Crop(operations=("max-320x48", "max-640x96")),), formats=("webp-lossless",), is_by_density=True),
    # Services that show a shared link read JPEG everywhere, and AVIF hardly anywhere.
    "social": Shape(crops=(Crop(operations=("fill-1200x630",)),), formats=("jpeg",)),
}

ALL_SPECS = tuple(dict.fromkeys(chain.from_iterable(shape.specs for shape in SHAPES.values())))


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


def prefetch_renditions(pictures):
    """Find what is made of all these pictures in one query, so that showing each asks nothing. None is welcome."""
    pictures = [picture for picture in pictures if picture is not None]
    if pictures:
        made = get_image_model().get_rendition_model().objects.filter(filter_spec__in=ALL_SPECS)
        prefetch_related_objects(pictures, Prefetch("renditions", queryset=made, to_attr="prefetched_renditions"))


def find(picture, shape):
    """What is made of a picture in one shape: {spec: rendition}, smallest first. A reader never waits for an encoder."""
    prefetch_renditions([picture])
    wanted = [Filter(spec) for spec in SHAPES[shape].specs]
    found = picture.find_existing_renditions(*wanted)
    return {each.spec: found[each] for each in wanted if each in found}


def largest(picture, shape):
    """The largest that is made of a picture in one shape; None if nothing is, or nothing may be shown."""
    made = list(find(picture, shape).values()) if picture and picture.is_usable else []
    return made[-1] if made else None


def missing(picture, shapes=SHAPES):
    """Specs of the shapes that are not made yet for the picture's file and focal point."""
    specs = dict.fromkeys(spec for shape in shapes for spec in SHAPES[shape].specs)
    keys = {spec: Filter(spec).get_cache_key(picture) for spec in specs}
    made = set(picture.renditions.filter(filter_spec__in=specs).values_list("filter_spec", "focal_point_key"))
    return [spec for spec in specs if (spec, keys[spec]) not in made]


def make(picture, shapes=SHAPES):
    """Make what is missing of a picture in the shapes, and drop what an earlier focal point left. Return how many were made.

    Safe to repeat and to run twice at once: the second run finds the rows of the first.
    """
    specs = missing(picture, shapes)
    if specs:
        with picture.open_file() as file:
            source = Source(file)
        for spec in specs:
            picture.create_rendition(QuickFilter(spec, source))
    _drop_outdated(picture)
    picture.__dict__.pop("prefetched_renditions", None)
    return len(specs)


def _drop_outdated(picture):
    """Renditions cut around a focal point the picture no longer has."""
    for rendition in picture.renditions.all():
        if rendition.focal_point_key != rendition.filter.get_cache_key(picture):
            rendition.delete()


# After everything else that a worker has to do: hundreds of pictures come at once.
@task(queue_name="pictures", priority=-10)
def make_renditions(picture_id):
    """Make a picture ready to be shown. Nothing to do if it is deleted or its file has gone meanwhile."""
    picture = get_image_model().objects.filter(pk=picture_id).first()
    return make(picture) if picture and picture.file.storage.exists(picture.file.name) else 0


#: A change of anything else leaves the renditions as they are.
LOOKS = {"file", "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"}


def store_file_first(instance, update_fields, **kwargs):
    """Storing a picture's file changes it, so its width, height and hash are known only afterwards and saved with it."""
    if instance.file and not instance.file._committed and (update_fields is None or "file" in update_fields):
        instance.file.save(instance.file.name, instance.file.file, save=False)


def enqueue_renditions(instance, raw, update_fields, **kwargs):
    """However a picture comes in (form, several at once, API, loader), it is made ready as soon as it is stored."""
    if not raw and (update_fields is None or LOOKS & set(update_fields)):
        transaction.on_commit(partial(make_renditions.enqueue, instance.pk))


def connect():
    pre_save.connect(store_file_first, sender=Picture, dispatch_uid="core.pictures.store_file_first")
    post_save.connect(enqueue_renditions, sender=Picture, dispatch_uid="core.pictures.make_renditions")
