"""The description of the API, and how other sites embed a page of this one: https://oembed.com"""

from copy import copy
from urllib.parse import urlsplit
from xml.etree import ElementTree

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseBadRequest, JsonResponse, QueryDict
from django.urls import Resolver404, resolve
from django.utils.translation import get_language, get_language_from_path, override
from django.views.decorators.http import require_safe
from wagtail.models import Site

from core.lines import printable
from core.models import SiteSettings
from core.outputs.pages import OutputsMixin
from core.registries import api_lists, embeddables

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
    format, url = request.GET.get("format") or "json", request.GET.get("url", "")
    if format not in ("json", "xml"):
        return HttpResponse("Only json and xml.", status=501, content_type="text/plain; charset=utf-8")
    if not url:
        return HttpResponseBadRequest("Say which page: ?url=…", content_type="text/plain; charset=utf-8")
    outputs = outputs_at(request, url)
    if outputs is None or "embed" not in outputs:
        raise Http404(url)
    provider = SiteSettings.for_request(request).words_for(get_language()).name
    width, height = (_size(request.GET.get(name)) for name in ("maxwidth", "maxheight"))
    answer = oembed_answer(outputs, provider=provider, max_width=width, max_height=height)
    if format == "xml":
        return _for_everybody(HttpResponse(oembed_xml(answer), content_type="text/xml; charset=utf-8"))
    return _for_everybody(JsonResponse(answer))


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


#: Pixels, unless the other site has less room.
WIDTH = 600
#: Seconds that the other site may keep the answer: the frame keeps itself up to date.
CACHE_AGE = 86_400


def outputs_at(request, url):
    """What is offered behind an address of this very site, or None."""
    site = Site.find_for_request(request)
    try:
        parts = urlsplit(url)
    except ValueError:  # an address with half a bracket
        return None
    own_hosts = {request.get_host(), urlsplit(site.root_url).netloc if site else ""}
    if parts.scheme not in ("http", "https") or parts.netloc not in own_hosts or "\0" in url:
        return None
    asked = copy(request)
    asked.GET = QueryDict(parts.query)
    with override(get_language_from_path(parts.path) or settings.LANGUAGE_CODE):
        try:
            match = resolve(parts.path)
        except Resolver404:
            return None
        find = embeddables.get(match.view_name)
        return find(asked, *match.args, **match.kwargs) if find else None


def outputs_of_page(request, path=""):
    """The outputs of a page of the tree that everybody may read."""
    site = Site.find_for_request(request)
    if site is None:
        return None
    result = site.root_page.localized.specific.route(request, [part for part in path.split("/") if part])
    page = result.page.specific
    if not isinstance(page, OutputsMixin) or page.get_view_restrictions().exists():
        return None
    return page.get_outputs(request)


def oembed_answer(outputs, *, provider, max_width=None, max_height=None):
    width, height = min(WIDTH, max_width or WIDTH), min(outputs.height, max_height or outputs.height)
    return {
        "version": "1.0",
        "type": "rich",
        "title": outputs.title,
        "provider_name": provider,
        "provider_url": f"{outputs.root_url}/",
        "cache_age": CACHE_AGE,
        "html": outputs.frame(width=width, height=height),
        "width": width,
        "height": height,
    }


def oembed_xml(answer):
    """The same as XML (https://oembed.com, 2.3.4.4)."""
    root = ElementTree.Element("oembed")
    for name, value in answer.items():
        ElementTree.SubElement(root, name).text = printable(str(value))
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
