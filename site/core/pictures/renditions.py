from django.db.models import Prefetch, prefetch_related_objects
from wagtail.images import get_image_model
from wagtail.images.models import Filter

from .filters import QuickFilter, Source
from .shapes import ALL_SPECS, SHAPES


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
