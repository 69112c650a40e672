from django import template

from core.pictures import SHAPES, find

register = template.Library()


@register.inclusion_tag("components/photo.html")
def photo(image, shape, *, sizes=None, alt=None, eager=False, **attributes):
    """Show a picture in one of the shapes, from what is made of it: {% photo page.image "hero" eager=True class="wide" %}.

    Nothing if there is no picture or somebody shown on it has withdrawn; a quiet box while the worker is still making it.
    """
    if not image or not image.is_usable:
        return {"is_shown": False}
    wanted = SHAPES[shape]
    sources = _sources(wanted, find(image, shape), sizes or wanted.sizes)
    return {
        "is_shown": True,
        "shape": shape,
        "class": attributes.pop("class", ""),
        "sources": sources[:-1],
        "shown": sources[-1] if sources else None,
        "alt": _alternative(image) if alt is None else alt,
        "eager": eager,
    }


def _sources(shape, made, sizes):
    """What goes into <source> elements and, last, into <img>: best format and narrowest screen first."""
    sources = []
    for crop in shape.crops:
        for form in shape.formats:
            renditions = [made[spec] for operation in crop.operations if (spec := f"{operation}|format-{form}") in made]
            if renditions:
                sources.append(
                    {
                        "media": crop.media,
                        "type": f"image/{form.partition('-')[0]}",
                        "srcset": _srcset(renditions, by_density=shape.is_by_density),
                        "sizes": "" if shape.is_by_density else sizes,
                        "smallest": renditions[0],
                        "size": renditions[0 if shape.is_by_density else -1],
                    }
                )
    return sources


def _srcset(renditions, *, by_density):
    if by_density:
        return ", ".join(f"{each.url} {density}x" for density, each in enumerate(renditions, start=1))
    # A small original gives the same width for several sizes.
    by_width = {each.width: each.url for each in renditions}
    return ", ".join(f"{url} {width}w" for width, url in by_width.items())


def _alternative(image):
    """What an editor said for this place (Wagtail's image block), else what was decided for the picture."""
    if getattr(image, "decorative", False):
        return ""
    return getattr(image, "contextual_alt_text", None) or image.default_alt_text
