"""What differs between two versions of a programme: kept with the release as data, told in the reader's language."""

from .finding import differences, place_of
from .telling import ChangeLine, change_lines

__all__ = ["ChangeLine", "change_lines", "differences", "place_of"]
