"""How often anything may be asked for: every limit of the site, in one place. Each is an environment variable.

They are generous, since a campus, a library or a mobile network may be thousands of people behind one IPv4 address.
"""

import ipaddress
import re
from datetime import timedelta
from typing import Any, NamedTuple

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

UNITS = {"minute": timedelta(minutes=1), "hour": timedelta(hours=1), "day": timedelta(days=1)}
WINDOW = re.compile(r"(\d{1,6})/(\d{0,3})(minute|hour|day)s?")


class Limit(NamedTuple):
    """What is limited, in words for staff, and how much of it: pairs of a number and the time it is for. All of them hold."""

    words: Any
    windows: tuple


def windows_from(text):
    """Read "5/5minutes 20/day". Raises ImproperlyConfigured."""
    parts = text.split()
    found = [one for part in parts if (one := WINDOW.fullmatch(part))]
    if not found or len(found) < len(parts):
        raise ImproperlyConfigured(f"A limit is written as 60/hour, or 5/5minutes 20/day, not {text!r}.")
    return tuple((int(most), int(number or 1) * UNITS[unit]) for most, number, unit in (one.groups() for one in found))


def networks_from(texts):
    """Read networks such as 192.0.2.0/24. Raises ImproperlyConfigured."""
    try:
        return tuple(ipaddress.ip_network(text.strip()) for text in texts if text.strip())
    except ValueError as error:
        raise ImproperlyConfigured(f"CAMPUS_NETWORKS: {error}") from error


#: purpose → (what is limited, how much). Who counts something that is neither here nor below gets an error.
DECLARED = {
    "subscribe": (_("Joining the mailing list, for each network"), "200/hour"),
    "shifts": (_("Taking volunteer shifts, for each network"), "600/hour"),
    "shifts.places": (_("Places held in volunteer shifts, for each network"), "1200/hour"),
    # A wrong password costs one of each. The longer it goes on, the longer the wait.
    "login": (_("Wrong passwords for one account from one network"), "5/5minutes 10/hour 20/day"),
    "login.device": (_("Wrong passwords for one account in a browser its owner has used"), "10/15minutes 50/day"),
    "login.account": (_("Wrong passwords for one account from everywhere its owner has not used"), "100/hour 500/day"),
    "login.network": (_("Wrong passwords for any account from one network"), "300/hour"),
    "password-reset": (_("Asking for a new password, for each network"), "60/hour"),
    # Nothing else spends these, so that no stranger keeps the owner of an account from a new password (`mail.password_reset`).
    "password-reset.first": ("", "1/hour"),
    "password-reset.address": (_("Mail to one mailbox that anybody can cause, in an hour"), "5/hour"),
    "password-reset.day": (_("Mail to one mailbox that anybody can cause, in a day"), "100/day"),
    "page-password": (_("Wrong passwords for one private page or collection from one network"), "10/5minutes 60/hour"),
    "page-password.everywhere": (_("Wrong passwords for one private page or collection from everywhere"), "2000/hour"),
    "login.told": (_("Letters to the owner of an account about wrong passwords"), "1/day"),
    "login.new-device": (_("Letters to the owner of an account about a new browser"), "1/day"),
}
#: purpose → what is limited, where the caller says how much. Without words it is no limit that anybody meets.
SAID_BY_CALLERS = {
    "mail to a mailbox in an hour": _("Mail to one mailbox that anybody can cause, in an hour"),
    "mail to a mailbox in a day": _("Mail to one mailbox that anybody can cause, in a day"),
    "confirm password": _("Giving one's password again, for each account"),
    "tables read": _("Tables brought to be imported, for each account"),
    "form": "",
}


def limits_from(env):
    """The limits of this site: `LIMIT_LOGIN_DEVICE` overrides "login.device"."""
    declared = {
        purpose: Limit(words, windows_from(env.str(variable_of(purpose), default=usual)))
        for purpose, (words, usual) in DECLARED.items()
    }
    return declared | {purpose: Limit(words, ()) for purpose, words in SAID_BY_CALLERS.items()}


def variable_of(purpose):
    return f"LIMIT_{re.sub(r'[^a-z]', '_', purpose)}".upper()
