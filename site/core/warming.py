"""What a process keeps, asked for before its first reader rather than while they wait."""

import logging

from django.contrib.contenttypes.models import ContentType
from django.db import Error
from wagtail.models import Site, get_page_models

from core.models import SiteSettings
from core.registries import kept_in_memory
from core.site_address import check_address
from core.site_context import current_site_context

logger = logging.getLogger(__name__)


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
        for read in kept_in_memory.values():
            read()
        for problem in check_address(None):
            logger.error("site_address_differs_from_base_url", extra={"error": problem.id})
    except Error:
        logger.warning("not_warmed_up", exc_info=True)
