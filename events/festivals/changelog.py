"""What differs between two versions of a programme, kept in the public log and put into the reader's words."""

from collections import defaultdict
from datetime import datetime, timedelta

from django.utils import formats
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.changelog.log import ChangeLine, ChangeLog, lines_of
from core.dates import hours_words, local
from core.models import PublicChange
from core.versions import renew
from events.festivals.models import Festival, FestivalPage
from events.festivals.permissions import may_release

THING = "session"
#: Parts of a session that are named when they differ, and the fields each is made of.
PARTS = {
    "people": (gettext_lazy("people"), ("people",)),
    "access": (gettext_lazy("access"), ("access",)),
    "ages": (gettext_lazy("ages"), ("age_from", "age_to")),
    "price": (gettext_lazy("price"), ("price", "price_from", "price_to", "currency")),
    "booking": (gettext_lazy("booking"), ("booking_url",)),
    "kind": (gettext_lazy("kind"), ("kind", "track", "participation")),
}
WORD_PARTS = {
    "title": gettext_lazy("title"),
    "summary": gettext_lazy("description"),
    "access_note": gettext_lazy("access"),
    "capacity_note": gettext_lazy("places"),
}
#: How a difference is coloured, where it is not neutral.
BADGES = {"cancelled": "danger", "time-cancelled": "danger", "removed": "danger", "time-removed": "danger", "added": "good",
          "time-added": "good", "restored": "good", "time-restored": "good", "moved": "warning", "room": "warning"}  # fmt: skip
#: Somebody could stand before a closed door.
URGENT = {kind for kind, badge in BADGES.items() if badge in ("danger", "warning")}
#: What a difference is about, where a later one of another kind takes it back.
TOPICS = {"restored": "cancelled", "time-restored": "time-cancelled", "added": "removed", "time-added": "time-removed"}
#: The kind of content that programmes show besides what was released: names of terms, and what venues offer.
TERMS = "programme-terms"
#: How long whatever has changed is said at the top.
LATELY = timedelta(hours=24)


def differences(before, after):
    """Unsaved lines for every difference from one snapshot to the next, in the order of the programme."""
    old_sessions, new_sessions = ({one.uid: one for one in side.sessions} for side in (before, after))
    old_slots, new_slots = (_slots_by_session(side) for side in (before, after))
    found = []

    def tell(kind, session, slot=None, *, was=None, after=None):
        about = [slot] if slot else [*old_slots[session.uid].values(), *new_slots[session.uid].values()]
        found.append(
            PublicChange(
                part=slot.uid if slot and kind != "added" else session.uid,
                kind=kind,
                names=session.titles,
                reasons=session.reasons if kind == "cancelled" else slot.reasons if slot else {},
                before=was,
                after=after or (slot and _values(slot, has_code=kind != "time-removed")),
                concerns_until=max((one.ends_at for one in about), default=None),
            )
        )

    for uid, new in new_sessions.items():
        old = old_sessions.get(uid)
        if old is None:
            tell("added", new, next(iter(new_slots[uid].values()), None))
            continue
        if old.is_cancelled != new.is_cancelled:
            tell("cancelled" if new.is_cancelled else "restored", new)
        _slot_differences(tell, new, old_slots[uid], new_slots[uid])
        if parts := _parts(old, new):
            tell("details", new, was={"names": old.titles} if "title" in parts else None, after={"parts": parts})
    for uid, old in old_sessions.items():
        if uid not in new_sessions:
            tell("removed", old)
    return sorted(found, key=lambda one: ((one.after or {}).get("starts_at") or "9", str(one.part), one.kind))


def written_for(changes, release):
    """The same lines as those of a release. A note says why for all of it."""
    for change in changes:
        change.thing, change.key, change.version = THING, release.festival.translation_key, release.number
        change.language, change.timezone = release.language, release.timezone
        change.announced_at, change.announced_by = release.released_at, release.released_by
        change.lacks_reason = change.kind in URGENT and not (change.reasons or release.note)
    return changes


def lines_by_version(key, *, language):
    """{number of a release: what it changed}, in the reader's language where a session has words in it."""
    found = defaultdict(list)
    for line in lines_of(PublicChange.objects.about(THING, key).order_by("pk"), language=language):
        found[line.change.version].append(line)
    return found


def _slots_by_session(snapshot):
    found = defaultdict(dict)
    for slot in snapshot.runs:
        found[slot.session.uid][slot.uid] = slot
    return found


def _slot_differences(tell, session, old_slots, new_slots):
    for uid, new in new_slots.items():
        old = old_slots.get(uid)
        if old is None:
            tell("time-added", session, new)
            continue
        if old.is_cancelled_alone != new.is_cancelled_alone:
            tell("time-cancelled" if new.is_cancelled_alone else "time-restored", session, new)
        if (old.starts_at, old.ends_at) != (new.starts_at, new.ends_at):
            tell("moved", session, new, was=_values(old))
        if place_of(old) != place_of(new):
            tell("room", session, new, was=_values(old))
    for uid, old in old_slots.items():
        if uid not in new_slots:
            tell("time-removed", session, old)


def _parts(old, new):
    parts = [name for name, (_label, fields) in PARTS.items() if any(getattr(old, one) != getattr(new, one) for one in fields)]
    return parts + [name for name in WORD_PARTS if _in_each_language(old, name) != _in_each_language(new, name)]


def _in_each_language(session, name):
    return {code: words.get(name) for code, words in session.words.items()}


def _values(slot, *, has_code=False):
    values = {"starts_at": slot.starts_at.isoformat(), "ends_at": slot.ends_at.isoformat(), "place": place_of(slot)}
    return {"code": slot.code, **values} if has_code else values


def place_of(slot):
    """The room and its venue as one says it; empty where no room is known."""
    return ", ".join(filter(None, (slot.room_name, slot.venue_name)))


def line_of(change, *, language):
    what = capfirst(_sentence(change, language))
    return ChangeLine.of(change, language=language, what=what, badge=BADGES.get(change.kind, "info"), is_sentence=True)


def _sentence(change, language):
    before, after = change.before or {}, change.after or {}
    when, place = _when(after, change), after.get("place", "")
    if change.kind == "moved":
        return _("is now %(when)s, not %(was)s.") % {"when": when, "was": _when(before, change)}
    if change.kind == "room":
        return _("%(when)s: is now in %(place)s, not %(was)s.") % {
            "when": when,
            "place": place or _("a room to be announced"),
            "was": before["place"] or _("a room to be announced"),
        }
    if change.kind == "details":
        return _details(change, before.get("names"), after["parts"], language)
    if change.kind == "added" and not when:
        return _("new in the programme.")
    sentence = {
        "added": _("new in the programme: %(when)s, %(place)s.") if place else _("new in the programme: %(when)s."),
        "removed": _("no longer in the programme."),
        "cancelled": _("cancelled."),
        "restored": _("takes place after all."),
        "time-added": _("also on %(when)s, %(place)s.") if place else _("also on %(when)s."),
        "time-removed": _("no longer on %(when)s."),
        "time-cancelled": _("cancelled on %(when)s."),
        "time-restored": _("takes place on %(when)s after all."),
    }[change.kind]
    return sentence % {"when": when, "place": place}


def _details(change, was, parts, language):
    labels = {name: label for name, (label, _fields) in PARTS.items()} | WORD_PARTS
    named = ", ".join(dict.fromkeys(str(labels[part]) for part in parts))
    if was and was.get(change.language) != change.names.get(change.language):
        return _("was called “%(was)s”. New: %(parts)s.") % {"was": was.get(language) or was[change.language], "parts": named}
    return _("new details: %(parts)s.") % {"parts": named}


def _when(values, change):
    if "starts_at" not in values:
        return ""
    starts, ends = (local(datetime.fromisoformat(values[name]), change.timezone) for name in ("starts_at", "ends_at"))
    return f"{formats.date_format(starts, _('l j F'))}, {hours_words(starts, ends)}"


def standing_changes(changes):
    """Of the changes, latest first, those that took something away or moved it and that no later one takes back."""
    seen, found = set(), []
    for change in changes:
        topic = change.part, TOPICS.get(change.kind, change.kind)
        if topic not in seen and change.kind in URGENT:
            found.append(change)
        seen.add(topic)
    return found


def renew_programmes(key, changes, *, now):
    """Processes keep programmes with what changed in them."""
    renew(TERMS)


def may_announce(user, page):
    return may_release(user, page.festival)


SESSION_LOG = ChangeLog(
    pages=(FestivalPage,), facts=Festival, line=line_of, may_announce=may_announce, explained=renew_programmes
)
