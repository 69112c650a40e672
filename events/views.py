from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import Locale

from core.outputs import FORMATS, output_response
from events.structured_data import venue_objects
from events.venues import venue_details, venues_context


@require_safe
def venues(request):
    """Every place, with what access there is and how much is to come there."""
    return render(request, "events/venues.html", venues_context(request=request, now=timezone.now()))


@require_safe
def venue(request, slug):
    """A place: how to get there and in, and what is on there next."""
    details = _details(request, slug)
    context = {
        "place": details,
        "cards": details.cards(now=timezone.now(), request=request),
        "outputs": details.outputs(request),
        "language_urls": details.language_urls,
        "canonical_url": details.canonical_url(request),
        "alternates": {code: details.full_url(request, code) for code in details.translations},
        "structured_data": venue_objects(details, request),
    }
    return render(request, "events/venue.html", context)


@require_safe
def venue_output(request, slug, extension):
    """What is on at a place, as a file."""
    details = _details(request, slug)
    if extension not in FORMATS:
        raise Http404(extension)
    format = FORMATS[extension]
    listing = details.listing(format=format, now=timezone.now(), request=request)
    return output_response(request, listing, format, is_public=True)


def _details(request, slug):
    details = venue_details(slug, Locale.get_active(), request)
    if details is None:
        raise Http404(slug)
    return details
