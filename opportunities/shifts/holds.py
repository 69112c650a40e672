"""Taking places and giving them back. Nobody is asked who they are: a random token is all that a hold and its holder share."""

import hashlib
import hmac
import re
import secrets
from collections import Counter
from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F

from core import limits
from opportunities.models.facts import OpportunityFacts
from opportunities.shifts.models import HeldShift, Hold, Shift
from opportunities.shifts.spans import first_overlap

#: How long places are kept for somebody who has not applied yet.
HELD_FOR = timedelta(minutes=30)
#: One person holds no more than this at once.
MOST = 12
#: Longer than any token of ours.
LONGEST = 100
#: What a form may carry to be known again: as random as a token of ours.
ONCE = re.compile(r"[\w-]{22,64}", re.ASCII)


class Refused(Exception):
    """Why a place could not be taken; `shifts` says which."""

    def __init__(self, *shifts):
        super().__init__(*shifts)
        self.shifts = shifts


class Full(Refused):
    """Somebody else has the last place, or the shift was moved or cancelled just now."""


class Overlapping(Refused):
    """Nobody can be at two places at once."""


class TooMany(Refused):
    """More than one person may hold."""


class Hoarded(Refused):
    """One network would hold so much that too little is left for others. `until`: when it gives some back, if that helps."""

    def __init__(self, until):
        super().__init__()
        self.until = until


class NotHeld(Refused):
    """The time is up, it was given back, or there never was such a hold."""


def new_token():
    return secrets.token_urlsafe(24)


def _token_of(once, role, shifts):
    """The token of a form that carries `once`, so that sent again it leads to the same hold. What it can't be guessed from
    is our key and `once`, which the reader alone has."""
    chosen = " ".join(sorted(str(shift.uid) for shift in shifts))
    message = f"shifts.once:{once}:{role.translation_key}:{chosen}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), message, hashlib.sha256).hexdigest()


def digest_of(token):
    """What is kept of a token. It has 192 random bits, so that a plain digest can't be guessed back."""
    return hashlib.sha256(token[:LONGEST].encode()).hexdigest()


def find_hold(token, *, now):
    """The valid hold a token opens, or None."""
    return Hold.objects.valid(now=now).filter(digest=digest_of(token)).first()


def role_of_lapsed(token):
    """The key of the role whose shifts a token opened until its time was up, as long as nobody has cleared it away."""
    return Hold.objects.filter(digest=digest_of(token), state=Hold.State.HELD).values_list("role", flat=True).first()


def hold_places(*, role, shifts, now, network="", once=""):
    """Hold one place of each shift until `now + HELD_FOR`: all of them or none. Returns the token. Raises `Refused`.

    `network` is where it is asked from, "" if that doesn't count. A form with the same `once` and shifts holds once,
    however often it is sent: the unique digest of its token decides.
    """
    _refuse_impossible(shifts)
    release_lapsed(shifts=shifts, now=now)
    token = _token_of(once, role, shifts) if ONCE.fullmatch(once) else new_token()
    try:
        _hold(token, role, shifts, network=network_digest(network), now=now)
    except IntegrityError:
        if not Hold.objects.filter(digest=digest_of(token)).exists():
            raise
    return token


@transaction.atomic
def _hold(token, role, shifts, *, network, now):
    if not line_up(network, role.translation_key, number=len(shifts), now=now):
        raise Hoarded(None)
    hold = Hold.objects.create(digest=digest_of(token), role=role, expires_at=now + HELD_FOR, network=network)
    for shift in sorted(shifts, key=lambda one: one.pk):
        _take(shift, now=now)
    HeldShift.objects.bulk_create(HeldShift(hold=hold, shift=shift) for shift in shifts)
    _refuse_hoarding(hold, shifts, now=now)


def add_place(*, token, shift, now):
    """Hold one more shift under a token, for as long as the others. Raises `Refused`.

    Two of these at once wait for each other at the hold's own row, so that each sees what the other has taken.
    """
    release_lapsed(shifts=[shift], now=now)
    with transaction.atomic():
        known = find_hold(token, now=now)
        if known and not line_up(known.network, known.role_id, number=1, now=now):
            raise Hoarded(None)
        hold = _lock(token, now=now)
        held = list(hold.shifts.order_by("pk"))
        if any(one.pk == shift.pk for one in held):
            return
        _refuse_impossible([*held, shift])
        _take(shift, now=now)
        HeldShift.objects.create(hold=hold, shift=shift)
        _refuse_hoarding(hold, [shift], now=now)


def give_back(*, token, now, shift=None):
    """Give back one shift, or everything; a hold without shifts is over. True if there was something to give back."""
    with transaction.atomic():
        try:
            hold = _lock(token, now=now)
        except NotHeld:
            return False
        if shift is None or not hold.held.exclude(shift=shift).exists():
            return release(hold, hold_filter={"state": Hold.State.HELD})
        gone = hold.held.filter(shift=shift).delete()[0]
        Shift.objects.filter(pk=shift.pk).update(taken=F("taken") - gone)
        return bool(gone)


def confirm_hold(*, token, holder, now):
    """Turn a hold into places that stay, for the application that names the person. Returns its shifts. Raises `NotHeld`.

    This is where the form engine plugs in: it calls this in the transaction that stores the submission, with the
    submission's own uid as `holder`. If the time is up meanwhile nothing is confirmed and the submission can say so.
    One holder confirms one hold, so that nobody has two shifts at the same time. A submission that is withdrawn or
    declined gives the places back with `release_confirmed`.
    """
    mine = Hold.objects.valid(now=now).filter(digest=digest_of(token))
    confirmed = mine.update(state=Hold.State.CONFIRMED, holder=holder, network="")
    if not confirmed:
        raise NotHeld
    return list(Shift.objects.filter(holds__holder=holder))


def release_confirmed(*, holder):
    """Give back what somebody had for certain, since they or we have changed our minds. A second time changes nothing."""
    with transaction.atomic():
        hold = Hold.objects.filter(holder=holder).first()
        return hold is not None and release(hold, hold_filter={"holder": holder})


def release_lapsed(*, shifts=None, now):
    """Clear away holds on these shifts, or all, whose time is up. Who reads places left counts them as free already.

    Returns how many holds that were.
    """
    lapsed = Hold.objects.lapsed(now=now).order_by("pk")
    lapsed = list(lapsed if shifts is None else lapsed.filter(shifts__in=shifts).distinct())
    return sum(release(hold, hold_filter={"state": Hold.State.HELD, "expires_at__lte": now}) for hold in lapsed)


@transaction.atomic
def release(hold, *, hold_filter):
    """Free a hold's places and forget it. One conditional UPDATE decides who does: of two at once, one."""
    if not Hold.objects.filter(pk=hold.pk, **hold_filter).update(state=Hold.State.RELEASED, holder=None):
        return False
    for pk in list(hold.held.order_by("shift").values_list("shift", flat=True)):
        Shift.objects.filter(pk=pk).update(taken=F("taken") - 1)
    hold.delete()
    return True


def _lock(token, *, now):
    """The valid hold of a token, with its row locked until the transaction ends: an UPDATE does that on every database."""
    digest = digest_of(token)
    if not Hold.objects.valid(now=now).filter(digest=digest).update(state=Hold.State.HELD):
        raise NotHeld
    return Hold.objects.get(digest=digest)


def _take(shift, *, now):
    """Take one place, if there is one and the shift is still what the reader saw. The guard of the capacity: one UPDATE."""
    same = {"pk": shift.pk, "starts_at": shift.starts_at, "hands_over_at": shift.hands_over_at}
    if not Shift.objects.open(now=now).order_by().filter(**same, taken__lt=F("places")).update(taken=F("taken") + 1):
        raise Full(shift)


def _refuse_hoarding(hold, shifts, *, now):
    too_many, until = hoarded(hold, shifts=shifts, now=now)
    if too_many:
        raise Hoarded(until)


def _refuse_impossible(shifts):
    if len(shifts) > MOST:
        raise TooMany
    if pair := first_overlap(shifts):
        raise Overlapping(*pair)


#: So few places of a role may be held by one network whatever its share is: somebody may want both of two.
AT_LEAST = 2


def network_digest(network):
    """What is kept of a network while it holds something: a keyed hash."""
    return hmac.new(settings.SECRET_KEY.encode(), f"shifts:{network}".encode(), hashlib.sha256).hexdigest() if network else ""


def line_up(network, role, *, number, now):
    """Let those who hold places of one role do so one after the other, so that each sees what the others took.

    False if this network took too many. The rows of its limit and of the role (a key) are locked until the transaction ends:
    an UPDATE does that on every database.
    """
    if not network:
        return True
    if limits.refused_until("shifts.places", network, number=number, now=now, quietly=True) is not None:
        return False
    OpportunityFacts.objects.filter(translation_key=role).update(translation_key=role)
    return True


def hoarded(hold, *, shifts, now):
    """Whether a hold leaves others too little: (whether, until when others of its network hold some, or None)."""
    if not hold.network:
        return False, None
    open_shifts = Shift.objects.filter(role=hold.role_id).open(now=now)
    live = HeldShift.objects.filter(shift__in=open_shifts.order_by())
    waiting = live.filter(hold__state=Hold.State.HELD, hold__expires_at__gt=now)
    mine = waiting.filter(hold__network=hold.network)
    places = Counter(dict(open_shifts.values_list("pk", "places")))
    places.subtract(live.filter(hold__state=Hold.State.CONFIRMED).values_list("shift", flat=True))
    of_all = Counter(waiting.values_list("shift", flat=True))
    of_mine = Counter(mine.values_list("shift", flat=True))
    too_many = _too_many(of_mine.total(), of_all.total(), places.total(), at_least=AT_LEAST) or any(
        _too_many(of_mine[shift.pk], of_all[shift.pk], places[shift.pk]) for shift in shifts
    )
    until = mine.exclude(hold=hold).order_by("hold__expires_at").values_list("hold__expires_at", flat=True).first()
    return too_many, until


def _too_many(mine, of_all, places, *, at_least=1):
    """Whether one network holds more than its share of places, or more than one place when few are left for newcomers."""
    if mine > max(at_least, -(-places * settings.SHIFT_HOLDS_SHARE // 100)):
        return True
    return mine > 1 and of_all > max(at_least, places * settings.SHIFT_HOLDS_TOGETHER // 100)
