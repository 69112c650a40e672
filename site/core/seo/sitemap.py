"""All public addresses with their languages (https://www.sitemaps.org/protocol.html), in one query whatever their number."""

from collections import defaultdict
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import cached_property
from wagtail.models import Locale, Page

from core.registries import sitemap_addresses
from core.site_context import current_site_context

#: Files with more addresses than this are split, well below the protocol's 50,000, since each lists its languages too.
LARGEST = 10_000


@dataclass(frozen=True)
class Alternate:
    language: str
    url: str


@dataclass(frozen=True)
class Address:
    url: str
    changed_at: object
    alternates: tuple[Alternate, ...]


class Sitemap:
    """The live and public pages of a site, and what apps add. A copy that is not translated yet is no address of its own."""

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
        """One file's worth of addresses; files are counted from one."""
        part = self._pages[(number - 1) * LARGEST : number * LARGEST]
        return [Address(url, changed_at, alternates(self._translations[key])) for _locale, key, url, changed_at in part]


def alternates(urls_by_language):
    """hreflang of a page with its languages and, for everybody else, `x-default`; none for a page in one language."""
    if len(urls_by_language) < 2:
        return ()
    default = urls_by_language.get(settings.LANGUAGE_CODE)
    links = [Alternate(language, url) for language, url in sorted(urls_by_language.items())]
    return (*links, Alternate("x-default", default)) if default else tuple(links)
