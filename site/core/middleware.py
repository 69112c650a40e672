from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.core.exceptions import BadRequest
from django.middleware.gzip import GZipMiddleware
from django.middleware.security import SecurityMiddleware
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django_structlog.middlewares import RequestMiddleware
from structlog.contextvars import bind_contextvars

from core.site_context import current_site_context

#: What is worth compressing, by how its type begins.
TEXTS = ("text/", "application/json", "application/ld+json", "application/rss+xml", "application/atom+xml", "application/xml")

#: What is said where a view says no without a word.
REFUSALS = {403: "403.html", 404: "404.html", 405: "405.html"}


def refuse_nul_bytes(get_response):
    """A NUL byte in an address is never meant: PostgreSQL and SQLite's search would fail on it half-way through a page."""

    def middleware(request):
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("NUL byte in the address")
        return get_response(request)

    return middleware


def explain_refusals(get_response):
    """A refusal that says nothing, such as of a method, gets a page of ours. What stays for machines stays as it is."""

    def middleware(request):
        response = get_response(request)
        template = REFUSALS.get(response.status_code)
        if template and not response.streaming and not response.content and request.accepts("text/html"):
            page = render(request, template)
            response.content, response["Content-Type"] = page.content, page["Content-Type"]
            # Django has counted the empty one already.
            response["Content-Length"] = str(len(page.content))
        return response

    return middleware


class SecurityHeadersMiddleware(SecurityMiddleware):
    """Django's headers alone, around its redirect to HTTPS: that may refuse a host, and the refusal has them, too."""

    def process_request(self, request):
        pass


def same_origin_resources(get_response):
    """Other sites may link to what is here, not load it into their pages, unless a view has decided otherwise."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware


def privacy_in_every_language(get_response):
    """Wagtail's editors' side marks as private what is below these paths, and would look for them itself, in one language.

    docs/decisions/0145-a-restriction-holds-in-every-language.md
    """

    def middleware(request):
        request.all_page_view_restriction_paths = SimpleLazyObject(lambda: current_site_context().restricted)
        return get_response(request)

    return middleware


class CompressedTextMiddleware(GZipMiddleware):
    """Pages, feeds and data travel compressed. Files do not: pictures are small already, and parts of a file can be asked for.

    No secret can be guessed from how well a page is compressed (BREACH): public pages have none, tokens of forms are masked
    anew each time, and Django adds a random length.
    """

    def process_response(self, request, response):
        is_text = response.get("Content-Type", "").startswith(TEXTS)
        return super().process_response(request, response) if is_text and not response.streaming else response


class ContentPolicyMiddleware(CSPMiddleware):
    """The strict policy for the public, another for the editors' side and the previews that it frames."""

    def get_policy_parts(self, request, response, report_only=False):
        is_editors = request.path.startswith(reverse("wagtailadmin_home")) or getattr(request, "is_preview", False)
        if is_editors and not report_only:
            return PolicyParts(config=settings.ADMIN_CONTENT_SECURITY_POLICY)
        return super().get_policy_parts(request, response, report_only)


class RequestLogMiddleware(RequestMiddleware):
    """One line for each request: its method, which of our addresses it was for, which page, and how it ended.

    An address is named as in `urls.py`, never as it was asked for: paths and queries hold tokens, e-mail addresses and whatever
    people look for. Who is logged in is not said either; what editors do stands in the log of each page.
    """

    @staticmethod
    def format_request(request):
        match = request.resolver_match
        return f"{request.method} {(match.view_name or match.route) if match else 'no such address'}"

    def handle_response(self, request, response):
        page = (getattr(response, "context_data", None) or {}).get("page")
        if (pk := getattr(page, "pk", None)) is not None:
            bind_contextvars(page=pk)
        super().handle_response(request, response)
