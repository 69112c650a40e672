from datetime import UTC, timedelta

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.http import require_safe
from wagtail.documents.views.serve import serve
from wagtail.models import Site

from core.models import SiteSettings

from .sitemap import Sitemap

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
