"""Finding what differs between two versions of a programme, as data that is kept with the release."""

from .parts import PARTS, WORD_PARTS


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
            found.append(_change("details", new, parts=parts, was_words=old.titles if "title" in parts else None))
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
        if old.is_cancelled_alone != new.is_cancelled_alone:
            yield _change("time-cancelled" if new.is_cancelled_alone else "time-restored", session, new)
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
    change = {"kind": kind, "session": str(session.uid), "words": session.titles}
    if run is not None:
        change |= {
            "code": run.code,
            "starts_at": run.starts_at.isoformat(),
            "ends_at": run.ends_at.isoformat(),
            "place": place_of(run),
        }
    # Of versions that were released long ago a reason is kept in the festival's own language only, as "reason".
    if reasons := session.reasons if kind == "cancelled" else run.reasons if run else {}:
        change["reasons"] = reasons
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


def place_of(run):
    """The room and its venue as one says it; empty where no room is known."""
    return ", ".join(filter(None, (run.room_name, run.venue_name)))
