"""How many places one network may hold at once, so that there are always some for others.

docs/decisions/0143-places-held-are-shared.md says why it is a share, and why a campus is told apart by its address.
"""

import hashlib
import hmac
from collections import Counter

from django.conf import settings

from core import limits
from opportunities.shifts.models import HeldShift, Hold, Shift

#: So few places of a role may be held by one network whatever its share is: somebody may want both of two.
AT_LEAST = 2


def digest_of(network):
    """What is kept of a network while it holds something: a keyed hash."""
    return hmac.new(settings.SECRET_KEY.encode(), f"shifts:{network}".encode(), hashlib.sha256).hexdigest() if network else ""


def line_up(network, *, number, now):
    """Let those of one network hold one after the other, so that each sees what the others took. False if it took too many.

    Its row of the limit is locked until the transaction ends: an UPDATE does that on every database.
    """
    return not network or limits.refused_until("shifts.places", network, number=number, now=now, quietly=True) is None


def hoarded(hold, *, shifts, now):
    """Whether a hold leaves others too little: (whether, until when others of its network hold some, or None)."""
    if not hold.network:
        return False, None
    open_shifts = Shift.objects.filter(role=hold.role_id).open(now=now)
    live = HeldShift.objects.filter(shift__in=open_shifts.order_by())
    mine = live.filter(hold__network=hold.network, hold__state=Hold.State.HELD, hold__expires_at__gt=now)
    places = dict(open_shifts.values_list("pk", "places"))
    gone = Counter(live.filter(hold__state=Hold.State.CONFIRMED).values_list("shift", flat=True))
    held = Counter(mine.values_list("shift", flat=True))
    of_role = max(AT_LEAST, share_of(sum(places.values()) - gone.total()))
    too_many = held.total() > of_role or any(
        held[shift.pk] > share_of(places.get(shift.pk, 0) - gone[shift.pk]) for shift in shifts
    )
    until = mine.exclude(hold=hold).order_by("hold__expires_at").values_list("hold__expires_at", flat=True).first()
    return too_many, until


def share_of(places):
    """What one network may hold of places that are to be had: a part of them, rounded up."""
    return -(-places * settings.SHIFT_HOLDS_SHARE // 100)
