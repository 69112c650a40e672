"""https://schema.org/Festival"""

from core.structured_data import filled

from .events import CONTEXT, event_object
from .places import place_object

#: A programme of hundreds is on the page; search engines want to know what kind of things there are.
MOST_PARTS = 100


def festival_object(*, name, url, starts, ends, now, description="", image_url="", places=(), parts=(), language=""):
    """A festival with its events and sessions. `starts` and `ends` are days, `places` and `parts` are of `core.outputs`."""
    return {
        "@context": CONTEXT,
        "@type": "Festival",
        "@id": f"{url}#festival",
        "name": name,
        "url": url,
        **filled(
            startDate=starts and starts.isoformat(),
            endDate=ends and ends.isoformat(),
            description=description,
            image=image_url and [image_url],
            inLanguage=language,
        ),
        "eventStatus": "https://schema.org/EventScheduled",
        **filled(
            location=[place_object(place) for place in places],
            subEvent=[event_object(one, now=now) for one in parts[:MOST_PARTS]],
        ),
    }
