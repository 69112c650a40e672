from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from mailinglist.models import Subscriber


class SubscriberFactory(DjangoModelFactory):
    class Meta:
        model = Subscriber

    email = factory.Sequence("reader{}@example.org".format)
    state = Subscriber.State.CONFIRMED
    language = "en"
    created_at = changed_at = datetime(2027, 3, 1, tzinfo=UTC)
