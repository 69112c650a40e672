"""What machines read: search engines, services that show shared links, people who look for the security contact."""

from collections import defaultdict
from datetime import UTC, timedelta
from typing import NamedTuple

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import override
from django.views.decorators.http import require_safe
from wagtail.documents.views.serve import serve
from wagtail.models import Locale, Page, Site

from core.models import SiteSettings
from core.registries import sitemap_addresses
from core.site_context import current_site_context

#: Files with more addresses than this are split, well below the protocol's 50,000, since each lists its languages too.
LARGEST = 10_000


class Alternate(NamedTuple):
    language: str
    url: str


class Address(NamedTuple):
    url: str
    changed_at: object
    alternates: tuple[Alternate, ...]


class Sitemap:
    """The live and public pages of a site, and what apps add (https://www.sitemaps.org/protocol.html), in few queries.

    A copy that is not translated yet is no address of its own.
    """

    def __init__(self, site, request):
        self.site, self.request = site, request

    @cached_property
    def _languages(self):
        return dict(Locale.objects.values_list("pk", "language_code"))

    @cached_property
    def _homes(self):
        """What to put before a page's path, by language: the tree's own prefix is replaced by the address of its home."""
        root = self.site.root_page
        homes = Page.objects.filter(translation_key=root.translation_key, depth=root.depth).live()
        return {home.locale_id: (home.url_path, home.path, home.get_full_url(self.request)) for home in homes}

    @cached_property
    def _pages(self):
        """(locale, key, address, changed), in the order of the tree; then what has an address outside it."""
        pages = current_site_context().only_public(Page.objects.live()).filter(alias_of=None, locale_id__in=self._homes)
        rows = pages.order_by("path").values_list("path", "locale_id", "translation_key", "url_path", "last_published_at")
        found = []
        for path, locale, key, url_path, changed_at in rows:
            home_url_path, home_path, home_url = self._homes[locale]
            if path.startswith(home_path):
                found.append((locale, key, home_url + url_path.removeprefix(home_url_path), changed_at))
        languages = {locale: self._languages[locale] for locale in self._homes}
        for more in sitemap_addresses.values():
            found += more(request=self.request, languages=languages)
        return found

    @cached_property
    def _translations(self):
        translations = defaultdict(dict)
        for locale, key, url, _changed_at in self._pages:
            translations[key][self._languages[locale]] = url
        return translations

    @property
    def number_of_files(self):
        return max(1, -(-len(self._pages) // LARGEST))

    def addresses(self, number=1):
        part = self._pages[(number - 1) * LARGEST : number * LARGEST]
        return [Address(url, changed_at, alternates(self._translations[key])) for _locale, key, url, changed_at in part]


def alternates(urls_by_language):
    """hreflang of a page with its languages and, for everybody else, `x-default`; none for a page in one language."""
    if len(urls_by_language) < 2:
        return ()
    default = urls_by_language.get(settings.LANGUAGE_CODE)
    links = [Alternate(language, url) for language, url in sorted(urls_by_language.items())]
    return (*links, Alternate("x-default", default)) if default else tuple(links)


#: RFC 9116 recommends less than a year, so that nobody relies on what nobody looks after.
SECURITY_CONTACT_HOLDS = timedelta(days=180)


@require_safe
def sitemap(request):
    """Every address, or the list of files that hold them once they are many."""
    found = Sitemap(_site(request), request)
    if found.number_of_files == 1:
        return _xml(request, "core/sitemap.xml", {"addresses": found.addresses()})
    base = _site(request).root_url
    urls = [base + reverse("sitemap_part", args=[number]) for number in range(1, found.number_of_files + 1)]
    return _xml(request, "core/sitemap_index.xml", {"urls": urls})


@require_safe
def sitemap_part(request, number):
    found = Sitemap(_site(request), request)
    if not 1 <= number <= found.number_of_files:
        raise Http404
    return _xml(request, "core/sitemap.xml", {"addresses": found.addresses(number)})


@require_safe
def robots(request):
    context = {"admin": reverse("wagtailadmin_home"), "sitemap": _site(request).root_url + reverse("sitemap")}
    return render(request, "core/robots.txt", context, content_type="text/plain; charset=utf-8")


@require_safe
def security_txt(request):
    """Where to report a weakness (RFC 9116), if the site says so."""
    site = _site(request)
    found = contacts(SiteSettings.for_request(request))
    if not found:
        raise Http404
    midnight = timezone.now().astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    context = {
        "contacts": found,
        # The same all day, so that the file can be cached.
        "expires": (midnight + SECURITY_CONTACT_HOLDS).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "canonical": site.root_url + reverse("security_txt"),
        "languages": ", ".join(code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES),
    }
    return render(request, "core/security.txt", context, content_type="text/plain; charset=utf-8")


@require_safe
def serve_document(request, document_id, document_filename):
    """Wagtail's own, but even a file that a browser opens can do nothing: no scripts, no forms, an origin of its own."""
    response = serve(request, document_id, document_filename)
    if response.status_code == 200:
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _site(request):
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return site


def _xml(request, template, context):
    # Numbers and dates are for machines, whatever language the visitor's browser asks for.
    with override("en"):
        return render(request, template, context, content_type="application/xml; charset=utf-8")


def contacts(settings):
    """Addresses to report a weakness to, as RFC 9116 wants them: URIs, best first. Empty if the site names nobody."""
    written = settings.security_contact or settings.contact_email
    # One line each, whatever was pasted into the field.
    return [_uri(one) for one in written.replace(",", " ").split()]


def _uri(contact):
    if contact.startswith(("mailto:", "https://", "tel:")):
        return contact
    return f"mailto:{contact}" if "@" in contact else f"https://{contact.removeprefix('http://')}"
