"""What is published once and true in every language: facts, and whatever happens to the pages they are edited on."""

from .languages import first_choice, public_pages
from .projection import facts_on, pass_on, project, withdraw
from .publication import Publication, copied_uid, own_uid, settle_uids
from .rebuild import rebuild
from .signals import register
from .source import facts_of, is_source, original_of, source_of

__all__ = [
    "Publication",
    "copied_uid",
    "facts_of",
    "facts_on",
    "first_choice",
    "is_source",
    "original_of",
    "own_uid",
    "pass_on",
    "project",
    "public_pages",
    "rebuild",
    "register",
    "settle_uids",
    "source_of",
    "withdraw",
]
