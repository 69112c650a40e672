"""What is published once and true in every language: facts, and whatever happens to the pages they are edited on."""

from .presenting import first_choice, public_pages
from .projection import facts_on, pass_on, project, rebuild, register, withdraw
from .publication import (
    Publication,
    copied_uid,
    facts_of,
    is_source,
    original_of,
    own_uid,
    public_facts_of,
    settle_uids,
    source_of,
)
