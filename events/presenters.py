"""What the pages of events show: named by the pages themselves, see `core.publishing.presenting`."""

from core.publishing.presenting import Presenter
from events.details import details_of_draft, details_of_published
from events.event_context import event_context
from events.serializers import listing_of_event, listing_of_list
from events.structured_data import event_objects
from events.whats_on import whats_on


class EventPresenter(Presenter):
    def details_of_published(self, page):
        return details_of_published(page)

    def details_of_draft(self, page):
        return details_of_draft(page)

    def context(self, page, request, *, now):
        return event_context(page, request=request, now=now)

    def listing(self, page, request, *, format, now):
        return listing_of_event(page, request=request, format=format, now=now)

    def structured_data(self, page, request, *, now):
        return event_objects(page, request, now=now)


class EventsPresenter(Presenter):
    def context(self, page, request, *, now):
        return whats_on(page, request=request, now=now)

    def listing(self, page, request, *, format, now):
        return listing_of_list(page, request=request, format=format, now=now)
