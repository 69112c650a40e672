"""What the pages of events show: named by the pages themselves, see `core.publishing.presenting`."""

from core.publishing.presenting import Presenter
from events.details import details_of_draft, details_of_published
from events.event_context import event_context
from events.serializers import listing_of_event, listing_of_list
from events.structured_data import event_objects
from events.whats_on import whats_on


class EventPresenter(Presenter):
    details_of_published = staticmethod(details_of_published)
    details_of_draft = staticmethod(details_of_draft)
    context = staticmethod(event_context)
    listing = staticmethod(listing_of_event)
    structured_data = staticmethod(event_objects)


class EventsPresenter(Presenter):
    context = staticmethod(whats_on)
    listing = staticmethod(listing_of_list)
