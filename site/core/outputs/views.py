from django.http import Http404, JsonResponse
from django.views.decorators.http import require_safe
from wagtail.models import Site

from core.models import SiteSettings
from core.registries import api_lists

from .openapi import openapi_document


@require_safe
def openapi(request):
    """What every JSON list holds and can be asked."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    lists = [one for find in api_lists.values() for one in find(request=request)]
    title = SiteSettings.for_request(request).words_for("en").name
    response = JsonResponse(openapi_document(lists, title=title, root_url=site.root_url), json_dumps_params={"indent": 1})
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Cache-Control"] = "public, max-age=3600"
    return response
