"""Posts without a token or cookie: only pages of this very site may send them."""

from functools import wraps
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.views.decorators.csrf import csrf_exempt


def is_cross_site(request):
    """Whether a browser says that another site sends this. What is no browser says nothing, and carries nobody's cookies."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = request.headers.get("Origin")
    try:
        return origin is not None and urlsplit(origin).netloc != request.get_host()
    except ValueError:  # half a bracket
        return True


def own_pages_only(view):
    """A view that takes posts from cacheable pages: they have no token, so the browser is asked instead.

    For views that act for nobody in particular: whoever is logged in, nothing is done in their name.
    """

    @csrf_exempt
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if request.method == "POST" and is_cross_site(request):
            raise PermissionDenied("Sent from another site")
        return view(request, *args, **kwargs)

    return guarded
