from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from mailinglist import tokens


def confirmation(subscriber, *, address, site_name):
    """Subject and text of the mail that asks whether the address is theirs. `address` is the site's, without a slash."""
    link = address + reverse("mailinglist:confirm", args=[tokens.make(subscriber, tokens.CONFIRM)])
    never = address + reverse("mailinglist:refuse", args=[tokens.make(subscriber, tokens.REFUSE)])
    return (
        _("Please confirm: mail from %(site)s") % {"site": site_name},
        render_to_string("emails/mailinglist/confirm.txt", {"link": link, "never": never, "site": site_name}),
    )


def already_there(subscriber, *, address, site_name):
    """For somebody who is on the list and asks again: only they learn that they are."""
    link = address + reverse("mailinglist:preferences", args=[tokens.make(subscriber, tokens.PREFERENCES)])
    return (
        _("You are on the list of %(site)s already") % {"site": site_name},
        render_to_string("emails/mailinglist/already_there.txt", {"link": link, "site": site_name}),
    )


def unsubscribe_headers(subscriber, *, address):
    """One click in the mail program is enough to leave (RFC 8058)."""
    link = address + reverse("mailinglist:unsubscribe", args=[tokens.make(subscriber, tokens.PREFERENCES)])
    return {"List-Unsubscribe": f"<{link}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
