from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from mailinglist import tokens


def _link(subscriber, name, purpose, address):
    return address + reverse(f"mailinglist:{name}", args=[tokens.make(subscriber, purpose)])


def confirmation(subscriber, *, address, site_name):
    """Subject and text of the mail that asks whether the address is theirs. `address` is the site's, without a slash."""
    context = {
        "link": _link(subscriber, "confirm", tokens.CONFIRM, address),
        "never": _link(subscriber, "refuse", tokens.REFUSE, address),
        "site": site_name,
    }
    subject = _("Please confirm: mail from %(site)s") % {"site": site_name}
    return subject, render_to_string("emails/mailinglist/confirm.txt", context)


def already_there(subscriber, *, address, site_name):
    """For somebody who is on the list and asks again: only they learn that they are."""
    context = {"link": _link(subscriber, "preferences", tokens.PREFERENCES, address), "site": site_name}
    subject = _("You are on the list of %(site)s already") % {"site": site_name}
    return subject, render_to_string("emails/mailinglist/already_there.txt", context)
