"""What is done around every request."""

import logging
import re
import sysconfig
from functools import cache
from traceback import walk_tb

from csp.middleware import CSPMiddleware, PolicyParts
from django.apps import apps
from django.conf import settings
from django.core.exceptions import BadRequest, FieldError
from django.core.paginator import InvalidPage
from django.db import DataError, IntegrityError, transaction
from django.http import Http404
from django.middleware.gzip import GZipMiddleware
from django.middleware.security import SecurityMiddleware
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.deprecation import MiddlewareMixin
from django.utils.functional import SimpleLazyObject
from django_structlog.middlewares import RequestMiddleware
from structlog.contextvars import bind_contextvars
from wagtail.models import Page

from core.site_context import current_site_context

#: What is worth compressing, by how its type begins.
TEXTS = ("text/", "application/json", "application/ld+json", "application/rss+xml", "application/atom+xml", "application/xml")

#: What is said where a view says no without a word.
REFUSALS = {403: "403.html", 404: "404.html", 405: "405.html"}


class NulBytesMiddleware(MiddlewareMixin):
    """A NUL byte in an address is never meant: PostgreSQL and SQLite's search would fail on it half-way through a page."""

    def process_request(self, request):
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("NUL byte in the address")


class RefusalPagesMiddleware(MiddlewareMixin):
    """A refusal that says nothing, such as of a method, gets a page of ours. What stays for machines stays as it is."""

    def process_response(self, request, response):
        template = REFUSALS.get(response.status_code)
        if template and not response.streaming and not response.content and request.accepts("text/html"):
            page = render(request, template)
            response.content, response["Content-Type"] = page.content, page["Content-Type"]
            # Django has counted the empty one already.
            response["Content-Length"] = str(len(page.content))
        return response


class SecurityHeadersMiddleware(SecurityMiddleware):
    """Django's headers alone, around its redirect to HTTPS: that may refuse a host, and the refusal has them, too."""

    def process_request(self, request):
        pass


class SameOriginResourcesMiddleware(MiddlewareMixin):
    """Other sites may link to what is here, not load it into their pages, unless a view has decided otherwise."""

    def process_response(self, request, response):
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class PrivacyMiddleware(MiddlewareMixin):
    """Wagtail's editors' side marks as private what is below these paths, and would look for them itself, in one language.

    docs/decisions/0145-a-restriction-holds-in-every-language.md
    """

    def process_request(self, request):
        request.all_page_view_restriction_paths = SimpleLazyObject(lambda: current_site_context().restricted)


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


logger = logging.getLogger(__name__)

#: More than any database counts to, and more than Python would read without complaint.
TOO_LARGE = re.compile(r"\s*[-+]?[0-9]{19,}\s*")
#: What Wagtail's views raise when they are asked for what they do not expect.
NONSENSE = (
    *(ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError),
    # SQLite says the second of numbers that it can't count to, and of JSON that is none.
    *(DataError, IntegrityError, FieldError, InvalidPage, NoReverseMatch),
)
#: Methods that send nothing: what fails then has only what stands in the address.
SENDS_NOTHING = ("GET", "HEAD", "OPTIONS")
#: Libraries that read what is asked of the editors' side. What they call, such as Django, fails on their account.
WAGTAILS = {"wagtail", "wagtail_localize", "modelcluster", "modelsearch", "draftjs_exporter"}


@cache
def _ours():
    """The packages of this house."""
    libraries = sysconfig.get_path("purelib")
    return {one.name.partition(".")[0] for one in apps.get_app_configs() if not one.path.startswith(libraries)} | {"config"}


def _is_wagtails(exception):
    """Whether code of Wagtail, and not ours, is nearest to where it was raised."""
    for frame, _line in reversed(list(walk_tb(exception.__traceback__))):
        package = frame.f_globals.get("__name__", "").partition(".")[0]
        if package in WAGTAILS or package in _ours():
            return package in WAGTAILS
    return False


def refuse_nonsense(request, exception):
    """Raises BadRequest where something was asked, or sent, that Wagtail can't make sense of.

    What fails without a question is a fault, and so is what our own code makes of one. It is logged as a fault all the same.
    """
    words = [one for one in request.resolver_match.kwargs.values() if isinstance(one, str)]
    is_asked = request.method not in SENDS_NOTHING or request.GET or words or request.resolver_match.args
    is_admins = request.path.startswith(reverse("wagtailadmin_home"))
    if is_admins and is_asked and isinstance(exception, NONSENSE) and _is_wagtails(exception):
        logger.error("question_not_understood", exc_info=exception)
        raise BadRequest("The question was not understood") from exception


class SensibleQuestionsMiddleware(MiddlewareMixin):
    """Answers 400, in words, to a question that makes no sense, and 404 where a number in an address is larger than any.

    docs/decisions/0146-nonsense-asked-of-the-admin.md
    """

    def process_request(self, request):
        if any(TOO_LARGE.fullmatch(part) for part in request.path.split("/")):
            raise Http404("Larger than any number of ours")

    def process_exception(self, request, exception):
        refuse_nonsense(request, exception)


#: What changes nothing may run beside what does.
ONLY_LOOKS = ("preview",)


class OneEditAtATimeMiddleware(MiddlewareMixin):
    """Whatever is sent to change a page waits for what is changing it, and then sees the outcome; if it fails, nothing stays.

    Wagtail saves a form, a revision and what is published in steps, each of which trusts the one before.
    docs/decisions/0148-one-edit-at-a-time.md
    """

    def process_view(self, request, view, args, kwargs):
        name = request.resolver_match.url_name or ""
        is_editors = request.path.startswith(reverse("wagtailadmin_home"))
        if request.method == "POST" and is_editors and "page_id" in kwargs and not name.startswith(ONLY_LOOKS):
            try:
                return self._alone(request, view, args, kwargs)
            except Exception as error:
                # Django tells no middleware of what fails here.
                refuse_nonsense(request, error)
                raise
        return None

    def _alone(self, request, view, args, kwargs):
        with transaction.atomic():
            # On SQLite the transaction itself is the lock: it begins as a writer.
            Page.objects.select_for_update().filter(pk=kwargs["page_id"]).first()
            response = view(request, *args, **kwargs)
            # While the lock is held, so that the answer tells of what was done here.
            return response.render() if hasattr(response, "render") and callable(response.render) else response
