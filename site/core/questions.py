"""What is asked of the editors' side: Wagtail's views trust what stands behind the question mark."""

import logging
import re

from django.core.exceptions import BadRequest, FieldError
from django.db import DataError
from django.http import Http404
from django.urls import NoReverseMatch, reverse

logger = logging.getLogger(__name__)

#: More than any database counts to, and more than Python would read without complaint.
TOO_LARGE = re.compile(r"\s*[-+]?[0-9]{19,}\s*")
#: What Wagtail's views raise when they are asked for what they do not expect.
NONSENSE = (ValueError, OverflowError, RecursionError, DataError, FieldError, NoReverseMatch)


def _is_admins(request):
    return request.path.startswith(reverse("wagtailadmin_home"))


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
        """Only of what is asked: what fails without a question is a fault of ours. It is logged as one all the same."""
        words = [one for one in request.resolver_match.kwargs.values() if isinstance(one, str)]
        is_asked = request.method in ("GET", "HEAD") and (request.GET or words or request.resolver_match.args)
        if _is_admins(request) and is_asked and isinstance(exception, NONSENSE) and not isinstance(exception, BadRequest):
            logger.error("question_not_understood", exc_info=exception)
            raise BadRequest("The question was not understood") from exception
