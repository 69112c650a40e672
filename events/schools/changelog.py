"""What is told of summer schools: whether an intake takes place, its dates and deadlines, and where it is."""

from datetime import datetime, timedelta

from core.changelog.log import ChangeLine, ChangeLog, ChangeNote, change_of
from core.dates import day_words, days_words, local, moment_words
from core.models import PublicChange
from events.schools.choices import SchoolChangeKind
from events.schools.models import SchoolFacts, SummerSchoolPage

THING = "summer-school"
BADGES = {SchoolChangeKind.CANCELLED: "danger", SchoolChangeKind.RESTORED: "good"}
#: The moments of an intake that are told when they change.
MOMENTS = (
    (SchoolChangeKind.DATES, ("starts_at", "ends_at")),
    (SchoolChangeKind.OPENING, ("opens_at",)),
    (SchoolChangeKind.DEADLINE, ("closes_at",)),
    (SchoolChangeKind.DECISION, ("decision_at",)),
)


def changes_between(old, new, *, written, facts, now, user_id=None):
    """Unsaved lines for whatever people may have planned with. What is over can't change any more."""
    if old.ends_at <= now and new.ends_at <= now:
        return []
    language, reason = facts.page.locale.language_code, written.change_reason.strip()
    log = PublicChange.objects.about(THING, facts.translation_key).filter(part=old.uid)
    # A reason is said once: what changes later has one of its own, or none.
    if any(one.reasons.get(language) == reason for one in log):
        reason = ""
    note = ChangeNote(reason=reason, translations=written.change_reason_translations, user_id=user_id)
    about = {"part": old.uid, "names": {language: written.name}, "concerns_until": max(old.ends_at, new.ends_at)}
    return [
        change_of(THING, facts, note=note, now=now, kind=kind, before=before, after=after, **about)
        for kind, before, after in _differences(old, new)
    ]


def _differences(old, new):
    if old.is_cancelled != new.is_cancelled:
        yield (SchoolChangeKind.CANCELLED if new.is_cancelled else SchoolChangeKind.RESTORED), None, None
    if new.is_cancelled:
        # Nobody needs to know when what does not take place would have been.
        return
    for kind, names in MOMENTS:
        before, after = ([getattr(run, name) for name in names] for run in (old, new))
        # What nobody knew before is news, but no change.
        if before != after and all(before):
            yield kind, _iso(before), _iso(after)
    if old.venue_id and old.venue_id != new.venue_id:
        yield SchoolChangeKind.PLACE, old.venue.name, new.venue.name if new.venue else None


def _iso(moments):
    return [at.isoformat() for at in moments if at] or None


def line_of(change, *, language):
    return ChangeLine.of(
        change,
        language=language,
        what=SchoolChangeKind(change.kind).label,
        badge=BADGES.get(change.kind, "warning"),
        before=_in_words(change, change.before),
        after=_in_words(change, change.after),
    )


def _in_words(change, value):
    if change.kind == SchoolChangeKind.PLACE or not value:
        return value or ""
    moments = [datetime.fromisoformat(one) for one in value]
    if change.kind == SchoolChangeKind.DATES:
        # The end of a whole day is the first moment that belongs to it no more.
        last = local(moments[1] - timedelta(microseconds=1), change.timezone)
        return days_words(local(moments[0], change.timezone).date(), last.date())
    if change.kind == SchoolChangeKind.DECISION:
        return day_words(local(moments[0], change.timezone).date())
    return moment_words(moments[0], change.timezone)


def holds(change, intake, *, now):
    """Whether what was announced of an intake still concerns a date to come."""
    if change.kind == SchoolChangeKind.CANCELLED or intake.is_cancelled:
        return intake.is_cancelled and change.kind == SchoolChangeKind.CANCELLED
    moments = [getattr(intake, name) for name in dict(MOMENTS).get(change.kind, ("ends_at",))]
    return all(at is not None for at in moments) and moments[-1] > now


SCHOOL_LOG = ChangeLog(pages=(SummerSchoolPage,), facts=SchoolFacts, line=line_of)
