"""Everything an event page shows of its facts, in the reader's language, from published rows or from a draft."""

from .access import AccessLine, access_lines
from .gathering import details_of_draft, details_of_published

__all__ = ["AccessLine", "access_lines", "details_of_draft", "details_of_published"]
