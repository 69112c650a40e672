from django.conf import settings
from django.core.checks import Error, register

OUTBOX = "mail.backends.OutboxBackend"


@register
def mail_goes_through_the_outbox(**kwargs):
    """Whoever changes one of the two settings learns it when the site starts, not when mail is lost or goes in circles."""
    errors = []
    if settings.EMAIL_BACKEND != OUTBOX:
        errors.append(Error(f"EMAIL_BACKEND must be {OUTBOX}: all mail waits in the outbox.", id="mail.E001"))
    if settings.MAIL_DELIVERY_BACKEND == OUTBOX:
        errors.append(Error("MAIL_DELIVERY_BACKEND must deliver: what it is given comes from the outbox.", id="mail.E002"))
    return errors
