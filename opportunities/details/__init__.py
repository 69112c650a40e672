"""Everything an opportunity's page shows of its facts, in the reader's language, from published rows or from a draft."""

from .opportunity import OpportunityDetails, details_of_draft, details_of_published

__all__ = ["OpportunityDetails", "details_of_draft", "details_of_published"]
