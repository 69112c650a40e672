"""What stands around every page, kept by each process until the content changes: homes, menus, footers, settings, languages."""

import threading
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from django.utils.functional import cached_property
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.signals import post_page_move

from core.registries import page_lists
from core.restrictions import restricted_paths
from core.versions import PAGES, SETTINGS, renew, token_of

#: How many levels below home the header shows.
LEVELS = 2
#: Home pages are on the second level of Wagtail's tree.
HOME_DEPTH = 2


class _Cache:
    """Shared by requests and threads, so what it holds is only read. Each part is asked for once."""

    def __init__(self):
        self._cached = {}

    def cached(self, key, read):
        """What `read()` has given, asked once as long as the content is the same."""
        if key not in self._cached:
            self._cached[key] = read()
        return self._cached[key]


class SiteSetup(_Cache):
    """What administrators have set, which stays as it is when editors publish."""

    @cached_property
    def locales(self):
        return {locale.pk: locale for locale in Locale.objects.all()}

    @cached_property
    def sites(self):
        """{site's key: (translation key of its home page, whether its lists show what all sites have)}"""
        rows = Site.objects.values_list("pk", "root_page__translation_key", "sitesettings__shows_all_sites")
        return {site: (key, bool(shows_all)) for site, key, shows_all in rows}


class SiteContext(_Cache):
    """What pages say of the site around them, and what else is kept of them."""

    def __init__(self, setup):
        super().__init__()
        self.setup = setup

    @property
    def locales(self):
        return self.setup.locales

    @cached_property
    def restricted(self):
        """Paths below which one needs a password or login, in every language: see `core.restrictions`."""
        return restricted_paths()

    def is_public(self, page):
        """Whether everybody may read it, or what is known of it."""
        return not page.path.startswith(self.restricted)

    def only_public(self, rows, path="path"):
        """Those that everybody may read: pages, or rows of facts with the lookup of their page's `path`. For Wagtail's
        `public()`, which knows nothing of other languages.
        """
        for restricted in self.restricted:
            rows = rows.exclude(**{f"{path}__startswith": restricted})
        return rows

    def translations_of(self, page):
        """A page in every language, itself and copies that wait for their words included: who may read it in one may read it in
        all. Asked once a page.
        """
        if not hasattr(page, "_translations"):
            pages = Page.objects.filter(translation_key=page.translation_key).live().select_related("locale")
            page._translations = list(pages)
        return page._translations

    @cached_property
    def _upper(self):
        """Home pages, and the pages in menus below them."""
        in_menus = Q(depth__gt=HOME_DEPTH, depth__lte=HOME_DEPTH + LEVELS, show_in_menus=True, live=True)
        return list(Page.objects.filter(Q(depth=HOME_DEPTH) | in_menus).select_related("locale").order_by("path"))

    @cached_property
    def homes(self):
        """{path: home page} of every site in every language."""
        return {page.path: page for page in self._upper if page.depth == HOME_DEPTH}

    def home_of(self, page):
        return self.homes.get(page.path[: HOME_DEPTH * page.steplen])

    @cached_property
    def roots(self):
        """((site's key, paths of its home page in every language), …)"""
        return tuple((site, self._paths_of(key)) for site, (key, _shows_all) in self.setup.sites.items())

    def _paths_of(self, key):
        homes = tuple(path for path, page in self.homes.items() if page.translation_key == key)
        # A site may begin further down in the tree.
        return homes or tuple(Page.objects.filter(translation_key=key).values_list("path", flat=True))

    def sites_of(self, path):
        """The keys of the sites that a page belongs to: several where one begins within another."""
        return tuple(site for site, roots in self.roots if path.startswith(roots))

    def listed_site(self, request):
        """The key of the site whose content lists show to this reader; None where they show that of all."""
        site = request and Site.find_for_request(request)
        _key, shows_all = self.setup.sites.get(site and site.pk, (None, True))
        return None if shows_all or len(self.setup.sites) == 1 else site.pk

    def only_of_site(self, rows, site, path="path"):
        """Those that belong to a site, by its key: pages, or rows of facts with the lookup of their page's `path`."""
        if site is None:
            return rows
        paths = dict(self.roots).get(site, ())
        return rows.filter(reduce(or_, (Q(**{f"{path}__startswith": one}) for one in paths), Q(pk=None)))

    def only_of_own_site(self, pages, request):
        """Those of the pages that have addresses on the site the reader is on, whatever its lists show."""
        site = Site.find_for_request(request)
        return self.only_of_site(pages, site and site.pk)

    def is_of_site(self, page, site):
        return site is None or site in self.sites_of(page.path)

    @cached_property
    def _menus(self):
        menus = {}
        for page in self._upper:
            if page.depth > HOME_DEPTH and self.is_public(page):
                menus.setdefault(page.path[: HOME_DEPTH * page.steplen], []).append(page)
        return menus

    def menu_of(self, home):
        """Live pages of the header under a home page, in the order of the tree."""
        return self._menus.get(home.path, [])

    def footer_of(self, home):
        return self.cached(("footer", home.path), lambda: page_lists["footer"](home=home) if "footer" in page_lists else [])

    def page(self, key):
        """A single page that every page links to, such as that of an announcement."""
        return self.cached(("page", key), lambda: Page.objects.filter(pk=key).first())


_lock = threading.Lock()
_current: tuple[Any, Any] = (None, None)


def current_site_context():
    """The context of the content as it is now: the one at hand, or a new one after a change."""
    global _current
    tokens = token_of(PAGES), token_of(SETTINGS)
    known, context = _current
    if known == tokens and None not in tokens:
        return context
    is_setup_same = known and tokens[1] is not None and known[1] == tokens[1]
    context = SiteContext(context.setup if is_setup_same else SiteSetup())
    with _lock:
        _current = (tokens, context)
    return context


def on_change(sender, raw=False, **kwargs):
    """Rows that are loaded from a file bring their versions along."""
    if not raw:
        renew(PAGES)


def on_setup_change(sender, raw=False, **kwargs):
    if not raw:
        renew(SETTINGS)
        renew(PAGES)


def on_page_change(sender, raw=False, **kwargs):
    if issubclass(sender, Page) and not raw:
        renew(PAGES)


def connect(setup):
    """Let everything that the context is made of say when it changes: pages, and the models that are somebody's `setup`."""
    for signal in (post_save, post_delete):
        signal.connect(on_page_change, dispatch_uid="core.site_context.pages")
        for model in (*setup, Site, Locale):
            signal.connect(on_setup_change, sender=model, dispatch_uid=f"core.site_context.{model.__name__}")
        signal.connect(on_change, sender=PageViewRestriction, dispatch_uid="core.site_context.restrictions")
    post_page_move.connect(on_change, dispatch_uid="core.site_context.moved")
