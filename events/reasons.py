"""Public reasons for changes: one sentence, in words that people understand."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LONGEST = 200
#: The end of a sentence with another after it.
SENTENCE_END = re.compile(r"(\S+?)([.!?؟]+)[\"'”’)]*\s+(?=\S)")


def validate_reason(reason):
    """Raises ValidationError unless it is one sentence of at most two hundred characters."""
    if len(re.findall(r"[^\W\d_]", reason)) < 3:
        raise ValidationError(_("Say why in one sentence: people will read it."))
    if len(reason) > LONGEST:
        raise ValidationError(_("Say it in at most %(number)d characters.") % {"number": LONGEST})
    if "\n" in reason or any(not _is_abbreviation(*found.groups()) for found in SENTENCE_END.finditer(reason)):
        raise ValidationError(_("One sentence is enough: put anything longer into the story."))


def _is_abbreviation(word, end):
    """Whether a full stop belongs to a word such as "Dr.", "St." or "e.g.", rather than to a sentence."""
    return end == "." and ("." in word or len(word) == 1 or (len(word) <= 4 and word[0].isupper()))
