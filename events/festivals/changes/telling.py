"""What differs between two versions of a programme: kept with the release as data, told in the reader's language."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import formats
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.clocks import hours_words
from events.festivals.entry import direction_of
from events.words import local

#: Parts of a session that are named when they differ, and the fields each is made of.
PARTS = {
    "people": (gettext_lazy("people"), ("people",)),
    "access": (gettext_lazy("access"), ("access",)),
    "ages": (gettext_lazy("ages"), ("age_from", "age_to")),
    "price": (gettext_lazy("price"), ("price", "price_from", "price_to")),
    "booking": (gettext_lazy("booking"), ("booking_url",)),
    "kind": (gettext_lazy("kind"), ("kind", "track", "participation")),
}
WORD_PARTS = {
    "title": gettext_lazy("title"),
    "summary": gettext_lazy("description"),
    "access_note": gettext_lazy("access"),
    "capacity_note": gettext_lazy("places"),
}


def differences(before, after):
    """Every difference from one snapshot to the next, in the order of the programme."""
    old_sessions, new_sessions = ({one.uid: one for one in side.sessions} for side in (before, after))
    old_runs, new_runs = (_runs_by_session(side) for side in (before, after))
    found = []
    for uid, new in new_sessions.items():
        old = old_sessions.get(uid)
        if old is None:
            found.append(_change("added", new, next(iter(new_runs.get(uid, {}).values()), None)))
            continue
        if old.is_cancelled != new.is_cancelled:
            found.append(_change("cancelled" if new.is_cancelled else "restored", new))
        found += _run_differences(new, old_runs.get(uid, {}), new_runs.get(uid, {}))
        if parts := _parts(old, new):
            found.append(_change("details", new, parts=parts, was_words=_titles(old) if "title" in parts else None))
    found += [_change("removed", old) for uid, old in old_sessions.items() if uid not in new_sessions]
    return sorted(found, key=lambda change: (change.get("starts_at") or "9", change["session"], change["kind"]))


def _runs_by_session(snapshot):
    found = {}
    for run in snapshot.runs:
        found.setdefault(run.session.uid, {})[run.uid] = run
    return found


def _run_differences(session, old_runs, new_runs):
    for uid, new in new_runs.items():
        old = old_runs.get(uid)
        if old is None:
            yield _change("time-added", session, new)
            continue
        if old.is_cancelled != new.is_cancelled:
            yield _change("time-cancelled" if new.is_cancelled else "time-restored", session, new)
        if (old.starts_at, old.ends_at) != (new.starts_at, new.ends_at):
            yield _change("moved", session, new, old)
        if place_of(old) != place_of(new):
            yield _change("room", session, new, old)
    for uid, old in old_runs.items():
        if uid not in new_runs:
            yield _change("time-removed", session, old)


def _parts(old, new):
    parts = [name for name, (_label, fields) in PARTS.items() if any(getattr(old, one) != getattr(new, one) for one in fields)]
    for name in WORD_PARTS:
        if {code: words.get(name) for code, words in old.words.items()} != {
            code: words.get(name) for code, words in new.words.items()
        }:
            parts.append(name)
    return parts


def _change(kind, session, run=None, old_run=None, *, parts=None, was_words=None):
    change = {"kind": kind, "session": str(session.uid), "words": _titles(session)}
    if run is not None:
        change |= {
            "code": run.code,
            "starts_at": run.starts_at.isoformat(),
            "ends_at": run.ends_at.isoformat(),
            "place": place_of(run),
        }
        if run.is_cancelled and run.reason:
            change["reason"] = run.reason
    if kind == "cancelled":
        change["reasons"] = {code: words.get("reason", "") for code, words in session.words.items()}
    if old_run is not None:
        change |= {
            "was_starts_at": old_run.starts_at.isoformat(),
            "was_ends_at": old_run.ends_at.isoformat(),
            "was_place": place_of(old_run),
        }
    if parts:
        change["parts"] = parts
    if was_words:
        change["was_words"] = was_words
    return change


def _titles(session):
    return {code: words["title"] for code, words in session.words.items()}


def place_of(run):
    """The room and its venue as one says it; empty where no room is known."""
    return ", ".join(filter(None, (run.room_name, run.venue_name)))


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
    def direction(self):
        return direction_of(self.lang)

    @property
    def reason_direction(self):
        return direction_of(self.reason_lang)

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
    reasons = change.get("reasons", {})
    if not change.get("reason") and reasons.get(language):
        return reasons[language], language
    reason = change.get("reason") or reasons.get(release.language, "")
    return reason, release.language if reason else language


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
