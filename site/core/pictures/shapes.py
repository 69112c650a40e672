"""The shapes a picture is shown in. Each is one row here, so that a page never needs a size that nobody made."""

from dataclasses import dataclass
from itertools import chain


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
