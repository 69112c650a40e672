"""The site's own address: said once, in BASE_URL, and true in mail, feeds and pages."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error, register
from django.db import DatabaseError
from wagtail.models import Site

from core import site_context

#: Wagtail's own first row, which nobody has set.
UNSET = ("localhost", 80)
PORTS = {"http": 80, "https": 443}


def host_and_port(address):
    parts = urlsplit(address)
    return parts.hostname, parts.port or PORTS[parts.scheme]


def address_of(site):
    """Where links in mail lead for a site, without a slash at the end: BASE_URL for the main one, whatever its row says."""
    return settings.BASE_URL if settings.BASE_URL and site.is_default_site else site.root_url


def set_first_address(sender, apps, **kwargs):
    """After `migrate`: a site that nobody has given an address gets the one in BASE_URL."""
    try:
        apps.get_model("wagtailcore", "Site")
        apps.get_model("core", "ContentVersion")
    except LookupError:  # only a part was migrated
        return
    if settings.BASE_URL:
        hostname, port = host_and_port(settings.BASE_URL)
        unset = dict(zip(("hostname", "port"), UNSET, strict=True))
        if Site.objects.filter(is_default_site=True, **unset).update(hostname=hostname, port=port):
            Site.clear_site_root_paths_cache()
            site_context.on_setup_change(Site)


@register("address", deploy=True)
def check_address(app_configs, **kwargs):
    """Pages, feeds and calendars would lead elsewhere than mail does. gunicorn asks this before it starts."""
    try:
        site = Site.objects.filter(is_default_site=True).first()
    except DatabaseError:  # not there yet, or not migrated
        return []
    if not settings.BASE_URL or site is None or host_and_port(settings.BASE_URL) == (site.hostname, site.port):
        return []
    return [
        Error(
            f"BASE_URL is {settings.BASE_URL}, but the main site in the admin is at {site.root_url}.",
            hint="Make them the same: Settings → Sites in the admin, or the environment variable.",
            id="engage.E001",
        )
    ]
