"""How the log is written and read, and what a room says about it for its kind of things."""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models.signals import post_delete
from django.utils.translation import gettext as _
from wagtail.log_actions import log as write_history

from core.models import PublicChange
from core.registries import change_logs
from core.versions import PAGES, renew, renewed_once


@dataclass(frozen=True, kw_only=True)
class Notice:
    """What must be known first about a page, or was announced of it. Languages are empty where they are the reader's."""

    what: str  # a word or two such as "Cancelled", or a whole sentence
    badge: str = "info"  # how it is coloured
    about: str = ""  # which part, if not all of it
    about_language: str = ""
    before: str = ""
    after: str = ""
    reason: str = ""
    reason_language: str = ""


@dataclass(frozen=True, kw_only=True)
class ChangeLine(Notice):
    """One line of a log in the reader's language, as far as somebody has given it."""

    change: Any
    badge: str = "warning"
    is_sentence: bool = False

    @classmethod
    def of(cls, change, *, language, **words):
        """With the name of the part and the reason as a reader of a language gets them."""
        name, of_name = change.name_in(language)
        reason, of_reason = change.reason_in(language)
        known = {
            "about": name,
            "about_language": "" if of_name == language else of_name,
            "reason": reason,
            "reason_language": "" if of_reason == language else of_reason,
        }
        return cls(change=change, **known | words)

    @property
    def in_words(self):
        """In a few words: "New date: Thursday 18 March 2027, 6pm → Friday 19 March 2027, 6pm"."""
        if self.is_sentence:
            return f"{self.about}: {self.what}" if self.about else str(self.what)
        values = " → ".join(filter(None, (self.before or self.about, self.after)))
        words = f"{self.what}: {values}" if values else str(self.what)
        return f"{self.about}: {words}" if self.about and self.before else words


def may_publish(user, page):
    """For things of which whoever publishes the page tells what changes."""
    return page.permissions_for_user(user).can_publish()


@dataclass(frozen=True, kw_only=True)
class ChangeLog:
    """How one kind of published things tells its changes. Registered in `ready()` by the name that rows have as `thing`."""

    #: The page types whose changes it tells, and the model with their `translation_key` and source `page`.
    pages: tuple
    facts: type
    #: (change, *, language) → ChangeLine
    line: Callable
    #: (user, page) → whether this person may tell the public about this page.
    may_announce: Callable = may_publish
    #: (key, changes, *, now): after somebody has said why, for calendars that should fetch it again.
    explained: Callable = lambda key, changes, *, now: None


def register(name, log):
    """Make a kind of things known. Its lines go when its facts do."""
    change_logs.register(name, log)

    def forget(sender, instance, **kwargs):
        PublicChange.objects.about(name, instance.translation_key).delete()

    post_delete.connect(forget, sender=log.facts, weak=False, dispatch_uid=f"core.changelog.forget.{name}")


def log_of(page):
    """(name, ChangeLog) of what a page is about; (None, None) where nothing is told of it."""
    found = ((name, log) for name, log in change_logs.items() if issubclass(page.specific_class or type(None), log.pages))
    return next(found, (None, None))


def may_explain(user, page):
    """Whether this person may say why it changed: whoever could have published the change with its reason."""
    _name, log = log_of(page)
    return log is not None and (page.permissions_for_user(user).can_publish() or log.may_announce(user, page))


def change_of(thing, facts, *, note, now, **values):
    """An unsaved line about something published, with what the editor says about it."""
    language = facts.page.locale.language_code
    known = {
        "reasons": note.reasons(language),
        "lacks_reason": not note.reason,
        "timezone": facts.timezone,
        "announced_at": now,
        "announced_by_id": note.user_id,
        "edit_id": note.edit_id,
    }
    return PublicChange(thing=thing, key=facts.translation_key, language=language, **known | values)


def record(changes):
    """Tell the public: store unsaved lines, in the transaction that makes them true."""
    if changes:
        PublicChange.objects.bulk_create(changes)
        renew(PAGES)
    return changes


@renewed_once()
def explain(*, page, reason, now, translations=None, user=None):
    """Give the public the reason for every change of a thing that has none. Returns how many lines got it.

    `page` is the one its facts are edited on. Raises ValidationError, with words for the editor.
    """
    validate_reason(reason)
    name, log = log_of(page)
    changes = list(PublicChange.objects.about(name, page.translation_key).unexplained(now=now))
    number = PublicChange.objects.filter(pk__in=[one.pk for one in changes]).give_reasons(
        {page.locale.language_code: reason.strip(), **(translations or {})}
    )
    if not number:
        raise ValidationError(_("Every change of this page has its reason by now."))
    log.explained(page.translation_key, changes, now=now)
    renew(PAGES)
    write_history(instance=page, action="core.explain_change", user=user, data={"reason": reason.strip()})
    return number


def lines_of(changes, *, language):
    """Changes of any kinds as their readers get them."""
    return [change_logs[change.thing].line(change, language=language) for change in changes]


def unexplained_lines(name, *, now, language):
    """{key: what changed without a reason, in words} of every thing of a kind."""
    found = defaultdict(list)
    for change in PublicChange.objects.filter(thing=name).unexplained(now=now):
        found[change.key].append(change_logs[name].line(change, language=language).in_words)
    return {key: "; ".join(lines) for key, lines in found.items()}


def notices_of(lines):
    """One notice for each announcement, naming every part it is about."""
    together = defaultdict(list)
    for line in lines:
        together[line.what, line.before, line.after, line.reason, line.change.announced_at].append(line)
    return [
        replace(some[0], about="; ".join(dict.fromkeys(line.about for line in some if line.about)))
        for some in together.values()
    ]


def standing(changes, parts, *, holds, now):
    """Those of the changes, latest first, that still concern one of these parts, all of which are to come.

    What was announced of all parts concerns those there were, and is over with them.

    Of each kind the latest about a part counts, as long as it `holds(change, part)`: a later announcement replaces an
    earlier one of its kind and hides no other.
    """
    by_uid = {part.uid: part for part in parts}
    seen, found = set(), []
    for change in changes:
        if change.part is None and change.concerns_until and change.concerns_until <= now:
            continue
        about = parts if change.part is None else [by_uid[change.part]] if change.part in by_uid else []
        fresh = [part for part in about if (part.uid, change.kind) not in seen]
        seen.update((part.uid, change.kind) for part in fresh)
        if any(holds(change, part) for part in fresh):
            found.append(change)
    return found


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
