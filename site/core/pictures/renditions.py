from django.db.models import Prefetch, prefetch_related_objects
from PIL import Image, ImageOps
from wagtail.images import get_image_model
from wagtail.images.models import Filter

from .filters import QuickFilter
from .shapes import ALL_SPECS, SHAPES


def prefetch_renditions(pictures):
    """Find what is made of all these pictures in one query, so that showing each asks nothing. None is welcome."""
    pictures = [picture for picture in pictures if picture is not None]
    if pictures:
        made = get_image_model().get_rendition_model().objects.filter(filter_spec__in=ALL_SPECS)
        prefetch_related_objects(pictures, Prefetch("renditions", queryset=made, to_attr="prefetched_renditions"))


def find(picture, shape):
    """What is made of a picture in one shape: {spec: rendition}. Makes nothing: a reader never waits for an encoder."""
    prefetch_renditions([picture])
    found = picture.find_existing_renditions(*(Filter(spec) for spec in SHAPES[shape].specs))
    return {each.spec: rendition for each, rendition in found.items()}


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
    decoded = _decode(picture) if specs else None
    for spec in specs:
        picture.create_rendition(QuickFilter(spec, decoded))
    _drop_outdated(picture)
    picture.__dict__.pop("prefetched_renditions", None)
    return len(specs)


def _drop_outdated(picture):
    """Renditions cut around a focal point the picture no longer has."""
    for rendition in picture.renditions.all():
        if rendition.focal_point_key != rendition.filter.get_cache_key(picture):
            rendition.delete()


def _decode(picture):
    with picture.open_file() as file, Image.open(file) as opened:
        decoded = ImageOps.exif_transpose(opened)
        has_alpha = decoded.has_transparency_data
        profile = decoded.info.get("icc_profile") if decoded.mode in ("RGB", "RGBA") else None
        decoded = decoded.convert("RGBA" if has_alpha else "RGB")
    decoded.info = {"icc_profile": profile} if profile else {}
    return decoded
