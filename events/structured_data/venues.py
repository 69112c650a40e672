"""A venue's own page as https://schema.org/Place"""

from core.structured_data import filled
from events.serializers import place_of

from .events import CONTEXT
from .places import place_object


def venue_objects(details, request):
    """The place with everything that is known of it."""
    place = place_of(details.source, access=details.access, name=details.venue.name)
    url = details.full_url(request)
    return [
        {
            "@context": CONTEXT,
            **place_object(place),
            "@id": f"{url}#place",
            "url": url,
            **filled(sameAs=place.url, description=details.venue.description),
        }
    ]
