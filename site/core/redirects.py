"""Old addresses. Wagtail redirects that of a page; what is behind the page, and what was asked of it, follows."""

from urllib.parse import urlsplit

from django.http import HttpResponsePermanentRedirect, HttpResponseRedirect
from django.urls import Resolver404
from wagtail.contrib.redirects.middleware import RedirectMiddleware as WagtailRedirectMiddleware
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Site

#: The most steps of an address behind a page's own: event.ics, programme/<code>/.
DEEPEST = 2


class RedirectMiddleware(WagtailRedirectMiddleware):
    """Wagtail's, which finds pages alone: subscribed calendars, feeds, embeds and programmes of a page go where it has gone."""

    def process_response(self, request, response):
        if response.status_code != 404:
            return response
        answer = super().process_response(request, response)
        if answer is response:
            answer = _redirect_behind_a_page(request)
        elif request.GET and _redirects(request, [request.get_full_path()]):
            # Somebody has written where this very question goes.
            return answer
        if answer is None:
            return response
        if (query := request.META.get("QUERY_STRING")) and not urlsplit(answer["Location"]).query:
            answer["Location"] += f"?{query}"
        return answer


def _redirects(request, paths):
    """Redirects from any of the paths, the longest first, and of two those that are for this site alone."""
    normal = [Redirect.normalise_path(path) for path in paths]
    found = Redirect.get_for_site(Site.find_for_request(request)).filter(old_path__in=normal).select_related("redirect_page")
    return sorted(found, key=lambda one: (-len(one.old_path), one.site_id is None))


def _redirect_behind_a_page(request):
    """To where what is behind the old address of a page is now; None if nothing is."""
    steps = request.path.rstrip("/").split("/")
    above = ["/".join(steps[:-number]) for number in range(1, min(DEEPEST, len(steps) - 2) + 1)]
    for redirect in _redirects(request, above) if above else ():
        page = redirect.redirect_page and redirect.redirect_page.specific
        if not isinstance(page, RoutablePageMixin) or not page.live or redirect.redirect_page_route_path:
            continue
        rest = "/".join(steps[redirect.old_path.count("/") + 1 :])
        try:
            page.resolve_subpage(f"/{rest}/")
        except Resolver404:
            continue
        url = page.url + rest + ("/" if request.path.endswith("/") else "")
        # What is not there behind a page that has come back to its old address is not there at all.
        if request.build_absolute_uri(url) != request.build_absolute_uri(request.path):
            return (HttpResponsePermanentRedirect if redirect.is_permanent else HttpResponseRedirect)(url)
    return None
