"""What a process keeps of what it has read, until a page changes."""

import logging

from django.contrib.contenttypes.models import ContentType
from django.db import Error
from wagtail.models import Site, get_page_models

from core.models import SiteSettings
from core.registries import cache_warmers
from core.site_address import check_address
from core.site_context import current_site_context

logger = logging.getLogger(__name__)


class CachedByLanguage:
    """`read(locale)`, asked once for each language until a page changes. What it gives is shared, so it is only looked at."""

    def __init__(self, read):
        self.read = read

    def __call__(self, locale):
        return current_site_context().cached((self, locale.pk), lambda: self.read(locale))

    def for_every_language(self):
        """Asked before the first reader comes: see `warm_up`."""
        for locale in current_site_context().locales.values():
            self(locale)


def warm_up():
    """Ask for it all. A database that is down, or not migrated yet, is no reason not to start."""
    try:
        ContentType.objects.get_for_models(*get_page_models())
        Site.get_site_root_paths()
        context = current_site_context()
        _ = context.locales
        for site in Site.objects.all():
            SiteSettings.of(site)
        for home in context.homes.values():
            context.footer_of(home)
        for read in cache_warmers.values():
            read()
        for problem in check_address(None):
            logger.error("site_address_differs_from_base_url", extra={"error": problem.id})
    except Error:
        logger.warning("not_warmed_up", exc_info=True)
