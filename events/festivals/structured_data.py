"""A festival as https://schema.org/Festival, with its own events and the session slots of its programme as parts."""

from core.structured_data import CONTEXT, filled, picture_url, place_object
from events.festivals.serializers import entries_of_programme
from events.models import Occurrence
from events.serializers import entries_of, place_of
from events.structured_data import event_object

#: A programme of hundreds is on the page; search engines want to know what kind of things there are.
MOST_PARTS = 100


def festival_objects(page, request, *, now):
    """The festival with what is in it, if it was ever public."""
    details = page.details
    if not details.facts.pk or not details.hours:
        return []
    own = Occurrence.objects.public().filter(facts__festival__translation_key=page.translation_key).upcoming_events(now=now)
    url = page.get_full_url(request)
    return [
        festival_object(
            name=page.title,
            url=url,
            description=page.summary,
            image_url=picture_url(page.image, "social", url),
            language=page.locale.language_code,
            starts=details.hours[0].day,
            ends=details.hours[-1].day,
            places=[place_of(venue) for venue in details.venues],
            parts=[*entries_of(own, locale=page.locale, request=request), *entries_of_programme(page, request)],
            now=now,
        )
    ]


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
