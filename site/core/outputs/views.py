from collections.abc import Callable

from django.http import Http404, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe
from wagtail.models import Site

from core.models import SiteSettings
from core.registries import api_lists

from .oembed import oembed_answer, oembed_xml, outputs_at
from .openapi import openapi_document


@require_safe
def openapi(request):
    """What every JSON list holds and can be asked."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    # Descriptions are for programmers, the same whatever language a browser asks for.
    with override("en"):
        lists = [one for find in api_lists.values() for one in find(request=request)]
    title = SiteSettings.for_request(request).words_for("en").name
    document = openapi_document(lists, title=title, root_url=site.root_url)
    return _for_everybody(JsonResponse(document, json_dumps_params={"indent": 1}))


@require_safe
def oembed(request):
    """How to embed a list, event or venue of this site. Other addresses get no answer."""
    write = OEMBED_FORMATS.get(request.GET.get("format") or "json")
    if write is None:
        return HttpResponse("Only json and xml.", status=501, content_type="text/plain; charset=utf-8")
    url = request.GET.get("url", "")
    if not url:
        return HttpResponseBadRequest("Say which page: ?url=…", content_type="text/plain; charset=utf-8")
    outputs = outputs_at(request, url)
    if outputs is None or "embed" not in outputs:
        raise Http404(url)
    provider = SiteSettings.for_request(request).words_for(get_language()).name
    sizes = {name: _size(request.GET.get(parameter)) for name, parameter in SIZES.items()}
    return _for_everybody(write(oembed_answer(outputs, provider=provider, **sizes)))


def _oembed_xml(answer):
    return HttpResponse(oembed_xml(answer), content_type="text/xml; charset=utf-8")


OEMBED_FORMATS: dict[str, Callable[[dict], HttpResponse]] = {"json": JsonResponse, "xml": _oembed_xml}
SIZES = {"max_width": "maxwidth", "max_height": "maxheight"}


def _size(text):
    """A sensible number of pixels, or None for anything else."""
    is_number = text is not None and text.isascii() and text.isdigit() and len(text) < 6
    return max(int(text), 100) if is_number else None


def _for_everybody(response):
    """Scripts of other sites may read it, and keep it for an hour."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Cache-Control"] = "public, max-age=3600"
    return response
