"""What a visitor is told when a request can't be answered: always on a page of ours, never the framework's."""

from urllib.parse import urlsplit

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views import defaults
from django.views.decorators.cache import never_cache

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def bad_request(request, exception):
    """A request that makes no sense, or that holds more than any form of ours."""
    if not isinstance(exception, TOO_MUCH):
        return defaults.bad_request(request, exception)
    response = defaults.bad_request(request, exception, template_name="413.html")
    response.status_code = 413  # RFC 9110, 15.5.14
    return response


@never_cache
def csrf_failure(request, reason=""):
    """A form without the token that proves it was ours: left open for too long, sent from elsewhere, or without cookies.

    What was sent is neither kept nor offered to be sent again: if another site sent it, a reader would confirm it.
    """
    return render(request, "403_csrf.html", {"back": _way_back(request)}, status=403)


def _way_back(request):
    """The page of ours that the form was on, if the browser tells."""
    referer = request.headers.get("Referer", "").strip()
    is_ours = url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure())
    return referer if is_ours and urlsplit(referer).netloc else ""
