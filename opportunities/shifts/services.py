"""Making shifts from an event's dates, keeping them true to it, and changing them one by one."""

from collections import namedtuple

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from events.choices import Precision, Status
from events.models import Occurrence
from opportunities.shifts.holds import digest_of, new_token, release, release_lapsed
from opportunities.shifts.models import EventState, HeldShift, Hold, Shift
from opportunities.shifts.spans import ShiftPlan, pieces_of, spans

#: One date of an event with the shifts it would get, or why it gets none.
Draft = namedtuple("Draft", "occurrence shifts problem")


def draft_shifts(*, role, occurrences, people, plan, longest):
    """What `make_shifts` would make: a `Draft` for each date. Nothing is stored."""
    taken = set(Shift.objects.filter(role=role, occurrence__in=occurrences).values_list("occurrence_id", flat=True))
    return [_draft(role, one, people, plan, longest, has_some=one.uid in taken) for one in occurrences]


def _draft(role, occurrence, people, plan, longest, *, has_some):
    if has_some:
        return Draft(occurrence, [], _("This role has shifts at this date already."))
    if not has_times(occurrence):
        return Draft(occurrence, [], _("This date does not say from when to when. Give it both times first."))
    if not occurrence.takes_place:
        return Draft(occurrence, [], _("This date is cancelled or postponed."))
    pieces = pieces_of(occurrence.starts_at, occurrence.ends_at, plan=plan, longest=longest)
    shifts = [
        Shift(role=role, occurrence=occurrence, piece=piece, pieces=pieces, places=people, **vars(plan))
        for piece in range(pieces)
    ]
    for shift in shifts:
        _lay(shift, occurrence)
    return Draft(occurrence, shifts, "")


@transaction.atomic
def make_shifts(*, role, occurrences, people, plan, longest):
    """Make the shifts of a role at several dates at once. Dates that have some, or can't have any, are left alone."""
    drafts = draft_shifts(role=role, occurrences=occurrences, people=people, plan=plan, longest=longest)
    return Shift.objects.bulk_create(shift for draft in drafts for shift in draft.shifts)


def _lay(shift, occurrence):
    """Put a shift where its date is now."""
    plan = ShiftPlan(before=shift.before, after=shift.after, changeover=shift.changeover)
    span = spans(occurrence.starts_at, occurrence.ends_at, plan=plan, pieces=shift.pieces)[shift.piece]
    shift.starts_at, shift.hands_over_at, shift.ends_at = span.starts_at, span.hands_over_at, span.ends_at
    shift.timezone, shift.event_state = occurrence.timezone, state_of(occurrence)


def state_of(occurrence):
    if occurrence is None or not occurrence.is_public:
        return EventState.GONE
    if occurrence.status == Status.CANCELLED:
        return EventState.CANCELLED
    waits = occurrence.status == Status.POSTPONED or not has_times(occurrence)
    return EventState.POSTPONED if waits else EventState.ON


def has_times(occurrence):
    """Whether it says from when to when: shifts can't be laid along anything less."""
    return occurrence.precision == Precision.DAY and not occurrence.is_all_day and occurrence.has_known_end


FOLLOWING = ["starts_at", "hands_over_at", "ends_at", "timezone", "event_state"]


def follow(*, uids=None):
    """Bring the shifts of these dates, or of all, to where the dates are now. Returns how many had to move or change.

    A date that is gone leaves its shifts where they were, hidden from the public, with the people who have places.
    """
    rows = Shift.objects.order_by("pk") if uids is None else Shift.objects.filter(occurrence__in=uids).order_by("pk")
    if not (shifts := list(rows)):
        return 0
    dates: dict = {one.uid: one for one in Occurrence.objects.filter(uid__in={shift.occurrence_id for shift in shifts})}
    with transaction.atomic():
        return sum(_follow(shift, dates.get(shift.occurrence_id)) for shift in shifts)


def on_dates_changed(sender, uids, **kwargs):
    follow(uids=uids)


def _follow(shift, date):
    before = [getattr(shift, name) for name in FOLLOWING]
    if date is None or not has_times(date):
        shift.event_state = state_of(date)
    else:
        _lay(shift, date)
    if before == [getattr(shift, name) for name in FOLLOWING]:
        return False
    shift.save(update_fields=FOLLOWING)
    return True


def change_places(*, shift, places):
    """Need more or fewer people. False if more have a place already than would be needed."""
    return Shift.objects.filter(pk=shift.pk, taken__lte=places).update(places=places) == 1


def cancel_shift(*, shift, now):
    """Call one shift off while its event takes place. Its places stay as they are, so that people can be told."""
    return Shift.objects.filter(pk=shift.pk, cancelled_at=None).update(cancelled_at=now) == 1


def restore_shift(*, shift):
    return Shift.objects.filter(pk=shift.pk).exclude(cancelled_at=None).update(cancelled_at=None) == 1


def delete_shift(*, shift, now):
    """Take a shift away that nobody has a place in. False if somebody has: then it can only be cancelled."""
    release_lapsed(shifts=[shift], now=now)
    try:
        with transaction.atomic():
            return Shift.objects.filter(pk=shift.pk, taken=0).delete()[0] == 1
    except IntegrityError:  # somebody took a place this very moment
        return False


@transaction.atomic
def take_by_hand(*, shift, now):
    """Put somebody down who has asked by other means. Who it is stays where it was written. False if it is full."""
    if not Shift.objects.filter(pk=shift.pk, taken__lt=F("places")).update(taken=F("taken") + 1):
        return False
    hold = Hold.objects.create(digest=digest_of(new_token()), role_id=shift.role_id, state=Hold.State.CONFIRMED, expires_at=now)
    HeldShift.objects.create(hold=hold, shift=shift)
    return True


@transaction.atomic
def free_by_hand(*, shift):
    """Give back one place that was taken by hand. False if there is none."""
    hold = shift.holds.filter(state=Hold.State.CONFIRMED, holder=None).order_by("pk").first()
    return hold is not None and release(hold, hold_filter={"state": Hold.State.CONFIRMED, "holder": None})
