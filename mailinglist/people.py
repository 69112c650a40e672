"""Where the mailing list keeps somebody."""

from django.utils import timezone

from core.people import Keeping
from mail import services as mail
from mailinglist.models import Subscriber


def find(*, address):
    """Their state, and what they agreed to when."""
    return [
        f"{subscriber.get_state_display()}: " + ", ".join(str(record) for record in subscriber.consents.all())
        for subscriber in Subscriber.objects.filter(email__iexact=address)
    ]


def erase(*, address):
    """Address, topics and the record of consents. That they want no mail outlives them, as a hash."""
    theirs = Subscriber.objects.filter(email__iexact=address)
    if theirs.filter(state=Subscriber.State.COMPLAINED).exists() or mail.is_suppressed(address):
        mail.suppress(address=address, reason="complained", now=timezone.now())
    return theirs.delete()[0]


SUBSCRIBERS = Keeping(find, erase)
