"""What tests of the list of events share: a Wednesday's noon, and the list as a query string asks for it."""

from datetime import UTC, datetime, timedelta

from django.http import QueryDict
from wagtail.models import Locale

from events.filters import Filters

#: A Wednesday.
NOON = datetime(2027, 3, 17, 12, 0, tzinfo=UTC)
TODAY = NOON.date()
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def filters(query="", now=NOON):
    query = query if isinstance(query, QueryDict) else QueryDict(query)
    return Filters(query, locale=Locale.get_default(), now=now)


def titles(query="", now=NOON):
    return [row.facts.page.title for row in filters(query, now).occurrences()]


def counts(query, name, now=NOON):
    question = filters(query, now).question(name)
    return {option.value: option.count for option in question.options} if question else {}


def on(days, hours=1, start=0):
    return NOON + days * DAY + start * HOUR, NOON + days * DAY + (start + hours) * HOUR
