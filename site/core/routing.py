"""From an address to its page in two queries, however deep it is.

Wagtail asks twice for each step of an address. All pages along it have an address that begins alike, so that one query finds
them; which of them answers is decided as Wagtail does.
"""

from django.urls import Resolver404
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page

#: No page of a site is deeper below its home page.
DEEPEST = 12


def route_from(home, request, components):
    """What `Page.route` of the home page would give, or None where only Wagtail's own way can tell."""
    way = _pages_along(home, components)
    for number, page in enumerate(way, start=1):
        rest = components[number:]
        if number == len(way) or _answers_itself(page, rest):
            if rest and not issubclass(page.specific_class, RoutablePageMixin):
                return None
            return _arrive(page, [home, *way[: number - 1]]).route(request, rest)
    return None


def _pages_along(home, components):
    """The pages whose addresses the address goes through, from the first below home on, without a gap."""
    steps = components[:DEEPEST]
    paths = [f"{home.url_path}{'/'.join(steps[: number + 1])}/" for number in range(len(steps))]
    # Wagtail has an index of slugs, and none of whole addresses.
    found = {page.url_path: page for page in Page.objects.filter(slug__in=steps, url_path__in=paths)}
    way = []
    for path in paths:
        if path not in found:
            break
        way.append(found[path])
    return way


def _answers_itself(page, rest):
    """Whether a page on the way has a view of its own for the rest of the address, which goes before any page below it."""
    kind = page.specific_class
    if not (page.live and issubclass(kind, RoutablePageMixin)):
        return False
    try:
        kind.get_resolver().resolve(f"/{'/'.join(rest)}/" if rest else "/")
    except Resolver404:
        return False
    return True


def _arrive(page, above):
    """The page with all its fields, and what is known of those above it."""
    page._cached_parent_obj = above[-1]
    specific = page.specific
    # From home to its parent, as `BasePage.breadcrumbs` would ask for them.
    specific.breadcrumbs = [one for one in above if one.live]
    return specific
