"""A festival as https://schema.org/Festival, with its own events and the runs of its programme as parts."""

from core.structured_data import picture_url
from events.festivals.listings import entries_of_programme
from events.models import Occurrence
from events.serializers import entries_of, place_of
from events.structured_data import festival_object


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
