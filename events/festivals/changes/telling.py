"""Telling what a release changed, in the reader's language."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import formats
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.dates import hours_words, local

from .parts import PARTS, WORD_PARTS


@dataclass(frozen=True, kw_only=True)
class ChangeLine:
    """One difference in words."""

    kind: str
    title: str
    what: str
    reason: str = ""
    reason_lang: str = ""  # where it is not the reader's, as for the title
    code: str = ""
    lang: str = ""

    @property
    def text(self):
        """What and why, where no language can be marked."""
        return " ".join(filter(None, (self.what, self.reason)))

    @property
    def is_urgent(self):
        """Whether somebody could stand before a closed door."""
        return self.kind in ("danger", "warning")


#: How a difference is coloured, where it is not neutral.
KINDS = {"cancelled": "danger", "time-cancelled": "danger", "removed": "danger", "time-removed": "danger", "added": "good",
         "time-added": "good", "restored": "good", "time-restored": "good", "moved": "warning", "room": "warning"}  # fmt: skip


def change_lines(release, *, language):
    """The differences a release made, in the reader's language where a session has words in it."""
    return [_line(change, release, language) for change in release.changes]


def _line(change, release, language):
    in_reader_language = language in change["words"]
    reason, spoken = _reason(change, release, language)
    return ChangeLine(
        kind=KINDS.get(change["kind"], "info"),
        title=change["words"].get(language) or change["words"][release.language],
        what=capfirst(_told(change, release, language)),
        reason=reason,
        reason_lang="" if spoken == language else spoken,
        code="" if change["kind"] in ("removed", "time-removed") else change.get("code", ""),
        lang="" if in_reader_language else release.language,
    )


def _reason(change, release, language):
    """Why, and in which language that is."""
    known = {release.language: change["reason"]} if "reason" in change else change.get("reasons", {})
    code = language if known.get(language) else release.language
    return known.get(code, ""), code


def _told(change, release, language):
    kind = change["kind"]
    when, place = _when(change, "", release), change.get("place", "")
    if kind == "moved":
        return _("is now %(when)s, not %(was)s.") % {"when": when, "was": _when(change, "was_", release)}
    if kind == "room":
        return _("%(when)s: is now in %(place)s, not %(was)s.") % {
            "when": when,
            "place": place or _("a room to be announced"),
            "was": change["was_place"] or _("a room to be announced"),
        }
    if kind == "details":
        return _detail_text(change, release, language)
    if kind == "added" and not when:
        return _("new in the programme.")
    told = {
        "added": _("new in the programme: %(when)s, %(place)s.") if place else _("new in the programme: %(when)s."),
        "removed": _("no longer in the programme."),
        "cancelled": _("cancelled."),
        "restored": _("takes place after all."),
        "time-added": _("also on %(when)s, %(place)s.") if place else _("also on %(when)s."),
        "time-removed": _("no longer on %(when)s."),
        "time-cancelled": _("cancelled on %(when)s."),
        "time-restored": _("takes place on %(when)s after all."),
    }[kind]
    return told % {"when": when, "place": place}


def _detail_text(change, release, language):
    labels = {name: label for name, (label, _fields) in PARTS.items()} | WORD_PARTS
    named = ", ".join(dict.fromkeys(str(labels[part]) for part in change["parts"]))
    was = change.get("was_words")
    if was and was.get(release.language) != change["words"].get(release.language):
        return _("was called “%(was)s”. New: %(parts)s.") % {
            "was": was.get(language) or was[release.language],
            "parts": named,
        }
    return _("new details: %(parts)s.") % {"parts": named}


def _when(change, prefix, release):
    if f"{prefix}starts_at" not in change:
        return ""
    starts, ends = (
        local(datetime.fromisoformat(change[f"{prefix}{name}"]), release.timezone) for name in ("starts_at", "ends_at")
    )
    return f"{formats.date_format(starts, _('l j F'))}, {hours_words(starts, ends)}"
