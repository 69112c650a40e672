"""What cannot wait for the next release: one change to the programme that readers know, told at once.

It is a release of its own that differs from the last one by this change only, so that half-planned work stays unseen. The
draft is changed too, or the next release would take it back.
"""

from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from core.changelog.log import validate_reason
from events.choices import SessionChange
from events.festivals.changelog import differences, written_for
from events.festivals.hours import clock_problems, span
from events.festivals.models import Festival, Release, Session, SessionSlot

from .planning import translate_reason
from .release import WORDS, Snapshot, put_in_room, write_release

NO_WORDS = dict.fromkeys(WORDS, "")


@dataclass(frozen=True, kw_only=True)
class SessionNews:
    """One change of a released session: of the run with this code, or of every run."""

    session: Any  # uid
    code: str = ""
    kind: SessionChange
    reason: str
    translations: dict = field(default_factory=dict)  # {language code: the same reason}
    day: date | None = None
    starts: time | None = None
    ends: time | None = None
    room: Any = None


def changes_of(festival, news):
    """What readers would be told, unsaved: for a preview. Raises ValidationError, in words, where nothing would change."""
    _before, after, changes = _apply(festival, news)
    return written_for(changes, after.release)


@transaction.atomic
def announce_session(*, festival, news, now, user=None):
    """Tell readers at once. Raises ValidationError, in words, where there is no reason or nothing would change."""
    festival = Festival.objects.select_for_update(of=("self",)).get(pk=festival.pk)
    before, after, changes = _apply(festival, news)
    release = write_release(before, after, changes, note="", now=now, user=user)
    _change_draft(festival, news)
    log(
        instance=festival.page,
        action="events.announce_session",
        user=user,
        data={"title": changes[0].names[release.language], "kind": news.kind, "reason": news.reason},
    )
    return release


def _apply(festival, news):
    validate_reason(news.reason)
    release = festival.latest_release()
    before, after = Snapshot.of_release(release), _unsaved(release, festival)
    runs = [run for run in after.runs if run.session.uid == news.session and news.code in ("", run.code)]
    if not runs:
        raise ValidationError(_("This is not in the programme any more."))
    _change(runs[0].session, runs, news)
    after.runs.sort(key=lambda run: run.starts_at)
    changes = differences(before, after)
    if not changes:
        raise ValidationError(_("Nothing would change: this is how readers know it already."))
    for change in changes:
        change.reasons = {after.release.language: news.reason, **news.translations}
    return before, after, changes


def _unsaved(release, festival):
    """The same version once more, unsaved."""
    after = Snapshot.of_release(release)
    same = {name: getattr(after.release, name) for name in ("timezone", "language", "tracks")}
    after.release = Release(festival=festival, **same)
    after.sessions.sort(key=lambda one: one.pk)
    for session in after.sessions:
        session.pk, session.release = None, after.release
    for run in after.runs:
        run.pk, run.session = None, run.session
    return after


def _change(session, runs, news):
    is_off = news.kind == SessionChange.CANCELLED
    if news.kind in (SessionChange.CANCELLED, SessionChange.RESTORED):
        if not news.code:
            session.is_cancelled = is_off
            told = {session.release.language: news.reason, **news.translations} if is_off else {}
            session.words = {
                code: NO_WORDS | session.words.get(code, {}) | {"reason": told.get(code, "")}
                for code in dict.fromkeys([*session.words, *told])
            }
        if news.code or not is_off:
            for run in runs:
                run.is_cancelled_alone, run.reason = is_off, news.reason if is_off else ""
                run.reason_words = news.translations if is_off else {}
    elif news.kind == SessionChange.ROOM:
        for run in runs:
            put_in_room(run, news.room)
    else:
        if len(runs) != 1:
            raise ValidationError(_("Say which of its times is another one now."))
        if problems := clock_problems(news.day, news.starts, news.ends, session.release.timezone):
            raise ValidationError(list(problems.values()))
        runs[0].starts_at, runs[0].ends_at = span(news.day, news.starts, news.ends, session.release.timezone)


def _change_draft(festival, news):
    session = Session.objects.filter(festival=festival, uid=news.session).first()
    if session is None:
        return
    runs = SessionSlot.objects.filter(session=session, **({"code": news.code} if news.code else {}))
    is_off = news.kind == SessionChange.CANCELLED
    if news.kind in (SessionChange.CANCELLED, SessionChange.RESTORED):
        if not news.code:
            session.is_cancelled, session.reason = is_off, news.reason if is_off else ""
            session.save()
            translate_reason(session, news.translations if is_off else {})
        if news.code or not is_off:
            reason, words = (news.reason, news.translations) if is_off else ("", {})
            runs.update(is_cancelled=is_off, reason=reason, reason_words=words)
    elif news.kind == SessionChange.ROOM:
        runs.update(room=news.room)
    else:
        runs.update(day=news.day, starts=news.starts, ends=news.ends)
