"""What stands around every page, kept by each process until the content changes: homes, menus, footers, settings, languages."""

import threading

from django.db.models.signals import post_delete, post_save
from django.utils.functional import cached_property
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.signals import post_page_move

from core.models import Picture, Rendition, SiteSettings, SiteWords, SocialLink
from core.registries import page_lists
from core.versions import PAGES, renew, token_of

#: How many levels below home the header shows.
LEVELS = 2
#: Home pages are on the second level of Wagtail's tree.
HOME_DEPTH = 2


class Frame:
    """Shared by requests and threads, so what it holds is only read. Each part is asked for once."""

    def __init__(self):
        self._settings, self._footers = {}, {}

    @cached_property
    def locales(self):
        return {locale.pk: locale for locale in Locale.objects.all()}

    @cached_property
    def restricted(self):
        """Paths below which one needs a password or login."""
        return tuple(PageViewRestriction.objects.values_list("page__path", flat=True))

    def is_public(self, page):
        return not page.path.startswith(self.restricted)

    def translations_of(self, page):
        """A page in every language it is public in, itself and copies that wait for their words included. Asked once a page."""
        if not hasattr(page, "_translations"):
            pages = Page.objects.filter(translation_key=page.translation_key).live().select_related("locale")
            page._translations = [one for one in pages if self.is_public(one)]
        return page._translations

    @cached_property
    def homes(self):
        """{path: home page} of every site in every language."""
        homes = Page.objects.filter(depth=HOME_DEPTH).select_related("locale").order_by("path")
        return {home.path: home for home in homes}

    def home_of(self, page):
        """The home page that a page hangs under."""
        return self.homes.get(page.path[: HOME_DEPTH * page.steplen])

    @cached_property
    def _menus(self):
        pages = (
            Page.objects.filter(depth__gt=HOME_DEPTH, depth__lte=HOME_DEPTH + LEVELS)
            .in_menu()
            .live()
            .select_related("locale")
            .order_by("path")
        )
        menus = {}
        for page in pages:
            if self.is_public(page):
                menus.setdefault(page.path[: HOME_DEPTH * page.steplen], []).append(page)
        return menus

    def menu_of(self, home):
        """Live pages of the header under a home page, in the order of the tree."""
        return self._menus.get(home.path, [])

    def footer_of(self, home):
        """Pages of the footer under a home page."""
        if home.path not in self._footers:
            self._footers[home.path] = page_lists["footer"](home=home) if "footer" in page_lists else []
        return self._footers[home.path]

    def settings_of(self, site):
        """A site's settings with their words and links."""
        if site.pk not in self._settings:
            # Wagtail's own `for_site` would write a row while somebody only reads.
            stored = SiteSettings.objects.filter(site=site).select_related("logo").first()
            settings = stored or SiteSettings(site=site)
            settings.words_for("")
            settings.links = list(settings.social_links.all())
            self._settings[site.pk] = settings
        return self._settings[site.pk]


_lock = threading.Lock()
_current = (None, None)


def current_frame():
    """The frame of the content as it is now: the one at hand, or a new one after a change."""
    global _current
    token = token_of(PAGES)
    known, frame = _current
    if token is not None and token == known:
        return frame
    frame = Frame()
    with _lock:
        _current = (token, frame)
    return frame


def on_change(sender, raw=False, **kwargs):
    """Rows that are loaded from a file bring their versions along."""
    if not raw:
        renew(PAGES)


def on_page_change(sender, raw=False, **kwargs):
    if issubclass(sender, Page) and not raw:
        renew(PAGES)


def connect():
    """Let everything that the frame is made of say when it changes."""
    for signal in (post_save, post_delete):
        signal.connect(on_page_change, dispatch_uid="core.frame.pages")
        for model in (SiteSettings, SiteWords, SocialLink, PageViewRestriction, Site, Locale, Picture, Rendition):
            signal.connect(on_change, sender=model, dispatch_uid=f"core.frame.{model.__name__}")
    post_page_move.connect(on_change, dispatch_uid="core.frame.moved")
