"""How often somebody may ask for something: counted in the database, which all processes share, without keeping who asked.

What is limited, and how much, stands in `config.limits`. Whoever is refused is told until when; how often that happened is
counted for staff (`core.models.Refusal`).
"""

import hashlib
import hmac
import logging
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import ngettext

from core.models import RateLimit, Refusal
from core.networks import is_campus, network_of

logger = logging.getLogger(__name__)

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
#: From here on it is said in hours.
LONG = 2 * HOUR
#: A network of very many people may ask for this many times as much.
CAMPUS = 20
#: How long staff see how often a limit was reached.
REFUSALS_RETENTION = timedelta(days=90)


class UndeclaredPurpose(LookupError):
    """What is counted stands in `config.limits.DECLARED`, so that there is one place to look."""


def allow(purpose, who, *, most=None, per=HOUR, number=1, now=None):
    """Whether `number` more of what is limited may be had, and take them: all of them or none.

    `who` is counted: a mailbox, an account, a network (see `network_of`), or several joined. Only a keyed hash of it is kept,
    until the window of length `per`, which opens with the first request, closes. Without `most`, as `config.limits` says.
    A race has one winner (`RateLimit`).
    """
    windows = None if most is None else ((most, per),)
    return refused_until(purpose, who, windows=windows, number=number, now=now) is None


def refused_until(purpose, who, *, windows=None, number=1, times=1, now=None, quietly=False):
    """The same, but None if it may be had, else the moment from which on it is worth asking again.

    `quietly`: nobody is refused by it, or the caller notes it, since what happens here may be undone.
    """
    now = now or timezone.now()
    taken = []
    for most, per in _windows(purpose, windows):
        digest = _digest(purpose, who, per)
        if not RateLimit.objects.take(digest, number=number, most=most * times, now=now, until=now + per):
            for earlier in taken:
                RateLimit.objects.give_back(earlier, number=number)
            if not quietly:
                note_refusal(purpose, now=now)
            return RateLimit.objects.resets_at(digest) or now + per
        taken.append(digest)
    return None


def give_back(purpose, who, *, number=1):
    """Take less after all: what was counted beforehand turned out to be nothing to limit."""
    for _most, per in _windows(purpose):
        RateLimit.objects.give_back(_digest(purpose, who, per), number=number)


def forgive(purpose, who):
    RateLimit.objects.filter(digest__in=[_digest(purpose, who, per) for _most, per in _windows(purpose)]).delete()


def taken_of(purpose, people, *, now):
    """`{who: how much they have taken in the window that is open longest}` of those who have taken any."""
    per = max(per for _most, per in _windows(purpose))
    digests = {_digest(purpose, who, per): who for who in people}
    rows = RateLimit.objects.filter(digest__in=digests, resets_at__gt=now).values_list("digest", "taken")
    return {digests[digest]: taken for digest, taken in rows}


def refused_until_for(request, *, purpose, who=None, number=1, now=None):
    """`refused_until` for the network a request comes from, or for `who`; more where very many share the network."""
    times = CAMPUS if is_campus(request) else 1
    who = network_of(request) if who is None else who
    return refused_until(purpose, who, number=number, times=times, now=now)


def wait_words(until, *, now=None):
    """When to try again, in a sentence without a clock, which would need to be somebody's: "Please try again in 5 minutes."."""
    wait = until - (now or timezone.now())
    minutes, hours = max(1, -(-wait // MINUTE)), -(-wait // HOUR)
    if wait > LONG:
        return ngettext("Please try again in %(count)d hour.", "Please try again in %(count)d hours.", hours) % {"count": hours}
    words = ngettext("Please try again in %(count)d minute.", "Please try again in %(count)d minutes.", minutes)
    return words % {"count": minutes}


def note_refusal(purpose, *, now=None):
    """Let staff know that a limit was reached: how often on a day, not who. What has no words is none that anybody meets."""
    if not settings.LIMITS[purpose].words:
        return
    now = now or timezone.now()
    Refusal.objects.note(purpose, day=timezone.localdate(now))
    logger.warning("limit_reached", extra={"purpose": purpose})


def forget_windows(*, now):
    """Delete what has closed, and what staff were shown long enough. Says how much."""
    windows = RateLimit.objects.forgettable(now=now).delete()[0]
    old = Refusal.objects.before(timezone.localdate(now - REFUSALS_RETENTION)).delete()[0]
    return f"{windows} windows, {old} counts" if windows or old else ""


def _windows(purpose, windows=None):
    declared = settings.LIMITS.get(purpose)
    if declared is None or not (windows or declared.windows):
        raise UndeclaredPurpose(purpose)
    return windows or declared.windows


def _digest(purpose, who, per):
    message = f"limit:{purpose}:{per.total_seconds():.0f}:{who}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), message, hashlib.sha256).hexdigest()
