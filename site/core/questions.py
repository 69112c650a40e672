"""What is asked of the editors' side: Wagtail's views trust what stands in an address and what forms send."""

import logging
import re
import sysconfig
from functools import cache
from traceback import walk_tb

from django.apps import apps
from django.core.exceptions import BadRequest, FieldError
from django.core.paginator import InvalidPage
from django.db import DataError, IntegrityError
from django.http import Http404
from django.urls import NoReverseMatch, reverse

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


class SensibleQuestionsMiddleware:
    """Answers 400, in words, to a question that makes no sense, and 404 where a number in an address is larger than any.

    docs/decisions/0146-nonsense-asked-of-the-admin.md
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if any(TOO_LARGE.fullmatch(part) for part in request.path.split("/")):
            raise Http404("Larger than any number of ours")
        return self.get_response(request)

    def process_exception(self, request, exception):
        refuse_nonsense(request, exception)
