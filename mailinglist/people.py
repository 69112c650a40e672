"""Where the mailing list keeps somebody."""

from core.people import Keeping
from mailinglist.models import Subscriber


def find(*, address):
    """Their state, and what they agreed to when."""
    return [
        f"{subscriber.get_state_display()}: " + ", ".join(str(record) for record in subscriber.consents.all())
        for subscriber in Subscriber.objects.filter(email__iexact=address)
    ]


def erase(*, address):
    """Address, topics and the record of consents."""
    return Subscriber.objects.filter(email__iexact=address).delete()[0]


SUBSCRIBERS = Keeping(find, erase)
