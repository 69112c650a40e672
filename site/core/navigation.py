"""The ways through the site that every page shows: sections, footer pages and languages."""

from dataclasses import dataclass, field

from django.conf import settings
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language_info
from wagtail.models import Page, Site

from core.brand import version_of
from core.models import SiteSettings
from core.site_context import current_site_context


@dataclass(kw_only=True)
class Item:
    """One entry of the header, with the entries below it."""

    title: str
    url: str
    is_current: bool = False
    is_within: bool = False
    children: list = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Language:
    code: str
    name: str  # in the language itself
    direction: str
    url: str
    is_current: bool


class Chrome:
    """What stands around a page's own content, for one request in one language. Each part is asked for once.

    What is no page of the tree gives its addresses in other languages itself: {language code: address}. A list gives the query
    string with which it shows the same in another language.
    """

    def __init__(self, request, page, language_code, *, language_urls=None, language_query=""):
        self.request = request
        self.language_urls, self.language_query = language_urls or {}, language_query or ""
        self.page = page if isinstance(page, Page) and page.pk and page.depth and page.depth >= 2 else None
        self.language_code = language_code

    @cached_property
    def site_context(self):
        return current_site_context()

    @cached_property
    def settings(self):
        return SiteSettings.for_request(self.request)

    @cached_property
    def words(self):
        return self.settings.words_for(self.language_code)

    @cached_property
    def home(self):
        if self.page is not None:
            return self.site_context.home_of(self.page)
        site = Site.find_for_request(self.request)
        return site.root_page.localized if site else None

    @cached_property
    def sections(self):
        """The header's entries: two levels of the tree, the reader's place marked."""
        here = self.page.path if self.page else ""
        items = {}
        for page in self.site_context.menu_of(self.home) if self.home else ():
            item = Item(
                title=page.title,
                url=page.get_url(self.request),
                is_current=page.path == here,
                is_within=bool(here) and here.startswith(page.path),
            )
            if page.depth == self.home.depth + 1:
                items[page.path] = item
            elif parent := items.get(page.path[: -page.steplen]):
                parent.children.append(item)
        return list(items.values())

    @cached_property
    def footer_pages(self):
        return self.site_context.footer_of(self.home) if self.home else []

    @cached_property
    def languages(self):
        """Every language of the site: this page in it where there is one, else its home page."""
        urls = {one.locale.language_code: one.get_url(self.request) for one in self._homes}
        if self.page is not None and self.page.pk != self.home.pk:
            for one in self.site_context.translations_of(self.page):
                urls[one.locale.language_code] = one.get_url(self.request) + self.language_query
        return [
            Language(
                code=code,
                name=get_language_info(code)["name_local"],
                direction="rtl" if get_language_info(code)["bidi"] else "ltr",
                url=self.language_urls.get(code) or urls[code],
                is_current=code == self.language_code,
            )
            for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES
            if code in urls
        ]

    @property
    def _homes(self):
        if self.home is None:
            return []
        homes = self.site_context.homes.values()
        key = self.home.translation_key
        return [one for one in homes if one.translation_key == key and one.live]

    @property
    def announcement(self):
        return self.words.announcement if self.settings.is_announcing() else ""

    @property
    def announcement_page(self):
        """What the announcement leads to, or None if it is gone or not public: everybody reads the announcement."""
        key = self.words.announcement_page_id
        page = self.site_context.page(key) if key else None
        return page if page and page.live and self.site_context.is_public(page) else None

    @property
    def brand_url(self):
        return reverse("brand", args=[version_of(self.settings)])
