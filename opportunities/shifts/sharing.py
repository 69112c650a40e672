"""How many places one network may hold at once, so that there are some for others.

docs/decisions/0143-places-held-are-shared.md says why it is a share, and why a campus is told apart by its address.
"""

import hashlib
import hmac
from collections import Counter

from django.conf import settings

from core import limits
from opportunities.models.facts import OpportunityFacts
from opportunities.shifts.models import HeldShift, Hold, Shift

#: So few places of a role may be held by one network whatever its share is: somebody may want both of two.
AT_LEAST = 2


def digest_of(network):
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
