"""The lines of a summer school's public log, from a run as it was published and as it is published now."""

from events.schools.choices import SchoolChangeKind
from events.schools.models import SchoolChange


def changes_between(old, new, *, written, facts, now):
    """Unsaved lines for whatever people may have planned with. What is over can't change any more."""
    if old.ends_at <= now and new.ends_at <= now:
        return []
    reason = written.change_reason.strip()
    told = SchoolChange.objects.filter(run=old.uid, reason=reason).exists() if reason else False
    return [
        SchoolChange(
            facts=facts,
            run=old.uid,
            name=written.name,
            kind=kind,
            # A reason is said once: what changes later has one of its own, or none.
            reason="" if told else reason,
            language=facts.page.locale.language_code,
            timezone=facts.timezone,
            was=was,
            becomes=becomes,
            announced_at=now,
        )
        for kind, was, becomes in _differences(old, new)
    ]


def _differences(old, new):
    if old.is_cancelled != new.is_cancelled:
        yield (SchoolChangeKind.CANCELLED if new.is_cancelled else SchoolChangeKind.RESTORED), "", ""
    if new.is_cancelled:
        # Nobody needs to know when what does not take place would have been.
        return
    pairs = (
        (SchoolChangeKind.DATES, ("starts_at", "ends_at")),
        (SchoolChangeKind.OPENING, ("opens_at",)),
        (SchoolChangeKind.DEADLINE, ("closes_at",)),
        (SchoolChangeKind.DECISION, ("decision_at",)),
    )
    for kind, names in pairs:
        was, becomes = ([getattr(run, name) for name in names] for run in (old, new))
        # What nobody knew before is news, but no change.
        if was != becomes and all(was):
            yield kind, _iso(was), _iso(becomes)
    if old.venue_id and old.venue_id != new.venue_id:
        yield SchoolChangeKind.PLACE, old.venue.name, new.venue.name if new.venue else ""


def _iso(moments):
    return "/".join(at.isoformat() for at in moments if at)
