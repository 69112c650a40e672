"""Pictures in the sizes and formats that pages show: what they are, how they are made, how they are found."""

from .renditions import find, make, prefetch_renditions

__all__ = ["find", "make", "prefetch_renditions"]
