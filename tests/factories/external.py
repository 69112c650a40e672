from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from opportunities.external.models import CallSource, FoundCall
from opportunities.external.services import link_key

FOUND = datetime(2027, 9, 1, 9, 0, tzinfo=UTC)


class CallSourceFactory(DjangoModelFactory):
    """A source that is uploaded."""

    class Meta:
        model = CallSource

    name = factory.Sequence("Source {}".format)


class FoundCallFactory(DjangoModelFactory):
    """A call that nobody has decided about."""

    class Meta:
        model = FoundCall

    source = factory.SubFactory(CallSourceFactory)
    title = factory.Sequence("Found call {}".format)
    link = factory.Sequence("https://funder.example.org/calls/{}".format)
    key = factory.LazyAttribute(lambda found: link_key(found.link))
    found_at = seen_at = FOUND
