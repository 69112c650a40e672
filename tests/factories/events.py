import zoneinfo
from datetime import UTC, datetime, timedelta

import factory

from events.models import EventDate, EventPage, EventsPage
from events.models.facts import TERM_LISTS

from .pages import PageFactory

#: When an event is if a test does not care.
SOME_DAY = datetime(2027, 3, 18, 18, 0, tzinfo=UTC)


def written(span, timezone_name="Europe/London"):
    """A pair of moments as an editor would write them: on the clocks of the event's time zone."""
    starts, ends = (at.astimezone(zoneinfo.ZoneInfo(timezone_name)) for at in span)
    return EventDate(start_date=starts.date(), start_time=starts.time(), end_date=ends.date(), end_time=ends.time())


class EventsPageFactory(PageFactory):
    class Meta:
        model = EventsPage

    title = "What's on"
    slug = "whats-on"


class EventPageFactory(PageFactory):
    """A published event of one hour. `dates` are pairs of moments, or `EventDate`s where a test says more."""

    class Meta:
        model = EventPage

    title = factory.Sequence("Event {}".format)
    dates = [(SOME_DAY, SOME_DAY + timedelta(hours=1))]

    @classmethod
    def _create(cls, model_class, *args, dates, **values):
        many = {name: values.pop(name) for name in TERM_LISTS if name in values}
        zone = values.get("timezone", "Europe/London")
        many["dates"] = [date if isinstance(date, EventDate) else written(date, zone) for date in dates]
        for order, date in enumerate(many["dates"]):
            date.sort_order = order if date.sort_order is None else date.sort_order
        if "access" in values:
            many["access"] = values.pop("access")
        return super()._create(model_class, *args, many=many, **values)
