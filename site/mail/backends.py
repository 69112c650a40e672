from django.conf import settings
from django.core import checks
from django.core.mail.backends.base import BaseEmailBackend
from django.db import Error

from mail import services


class OutboxBackend(BaseEmailBackend):
    """Whatever Django, Wagtail or a library sends is written into the outbox: no request ever waits for a mail server."""

    def send_messages(self, email_messages):
        written = 0
        for message in email_messages:
            try:
                written += bool(services.take_over(message))
            except Error:
                # Such as a report of an error while the database is what is broken.
                if not self.fail_silently:
                    raise
        return written


OUTBOX = "mail.backends.OutboxBackend"


@checks.register
def mail_goes_through_the_outbox(**kwargs):
    """Whoever changes one of the two settings learns it when the site starts, not when mail is lost or goes in circles."""
    errors = []
    if settings.EMAIL_BACKEND != OUTBOX:
        errors.append(checks.Error(f"EMAIL_BACKEND must be {OUTBOX}: all mail waits in the outbox.", id="mail.E001"))
    if settings.MAIL_DELIVERY_BACKEND == OUTBOX:
        words = "MAIL_DELIVERY_BACKEND must deliver: what it is given comes from the outbox."
        errors.append(checks.Error(words, id="mail.E002"))
    return errors
