"""A new password by mail, without telling anybody who has an account here."""

import unicodedata

from django.utils import translation
from wagtail.admin.forms.auth import PasswordResetForm as WagtailPasswordResetForm

from core import limits
from mail import services

PURPOSE = "users.password_reset"
WORDS = {
    "subject_template_name": "wagtailadmin/account/password_reset/email_subject.txt",
    "email_template_name": "wagtailadmin/account/password_reset/email.txt",
}


class PasswordResetForm(WagtailPasswordResetForm):
    """Looks nobody up: what is done for an address is the same whether somebody has an account with it or not."""

    def save(self, *, request=None, **options):
        email = self.cleaned_data["email"]
        if _may_be_asked(email, limits.network_of(request) if request else ""):
            services.send(recipient=email, subject="", text="", purpose=PURPOSE)


def _may_be_asked(email, network):
    """Whether one more mail may go there. Whoever else asks, each network has one an hour of its own.

    Spent by nothing but this form, and counted for the address as accounts are found by it, not for its mailbox. So where it
    is used up, its owner has been written to, and the newest of those links works: it outlives the longest of the limits.
    """
    who = unicodedata.normalize("NFKC", email).casefold()
    mine = limits.allow("password-reset.first", f"{network} {who}")
    return (mine or limits.allow("password-reset.address", who)) and limits.allow("password-reset.day", who)


def answer(message):
    """Write to everybody who has an account with the address; to nobody if there is none."""
    form = WagtailPasswordResetForm({"email": message.recipient})
    if form.is_valid():
        with translation.override(message.headers["Content-Language"]):
            # Links begin with BASE_URL; the name of a host is asked for, but not shown.
            form.save(domain_override="-", **WORDS)
