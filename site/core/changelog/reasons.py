"""Public reasons for changes: one sentence, in words that people understand, said once."""

import re
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.models import PublicChange

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


@dataclass(frozen=True, kw_only=True)
class ChangeNote:
    """What an editor says about a change, and as what it is announced where that is more than the facts can tell."""

    reason: str = ""
    translations: dict = field(default_factory=dict)
    user_id: int | None = None
    edit_id: object = None
    kind: str = ""

    def reasons(self, language):
        """{language code: the reason}, of which the first was written in `language`."""
        return {language: self.reason, **self.translations} if self.reason else {}


def note_of(page, *, user_id=None):
    """The reason that came with this edit of the page, once: an old revision can't say it again."""
    if not page.change_reason or was_said(page):
        return ChangeNote(user_id=user_id)
    return ChangeNote(
        reason=page.change_reason,
        translations=page.change_reason_translations,
        edit_id=page.change_reason_id,
        user_id=user_id,
    )


def was_said(page):
    """Whether the reason on this page is one that has been told, or none that anybody has given."""
    edit = page.change_reason_id
    return edit is None or PublicChange.objects.filter(edit_id=edit).exists()
