from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from wagtail.models import Locale, Page

from core.restrictions import may_read

from .check import check_of


# Without a token, since the form stands on pages that are cached and set no cookie; nothing is changed by it.
@csrf_exempt
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def check(request, page_id):
    """Work out for one visitor, without scripts, whether they are eligible. Their answers are kept nowhere."""
    page = get_object_or_404(Page.objects.live().filter(locale=Locale.get_active()), pk=page_id).specific
    if not getattr(page, "eligibility_criteria", None) or not may_read(request, page):
        raise Http404
    asked = check_of(page)
    if request.method == "POST":
        asked = asked.with_answers(request.POST)
    response = render(request, "core/eligibility.html", {"check": asked, "about": page})
    response["X-Robots-Tag"] = "noindex"
    return response
