"""Sending a list as a file: types, names, caching, and who may read it from where."""

import hashlib

from csp.decorators import csp_replace
from django.http import HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date
from django.utils.text import slugify
from django.views.decorators.clickjacking import xframe_options_exempt

from core.lines import printable

LONGEST_FILE_NAME = 80


def output_response(request, listing, format, *, is_public):
    """The list in one format, or 304 if the reader has it already.

    What is not public no cache may share and no other site may read: whoever makes a file says whether it is.

    Whether it has is decided by the ETag alone. `Last-Modified` is true of the entries, but entries also leave a list
    by themselves, so "not modified since" would be a guess.
    """
    response = (_framed if format.extension == "embed" else _sent)(request, listing, format)  # type: ignore[call-arg]  # below
    # Said with a 304 too: what it says replaces what the reader remembers (RFC 9111, 3.2).
    if is_public:
        # Kept, but asked about each time: a cancellation must not wait for a cache to forget.
        response["Cache-Control"] = "public, no-cache"
        # Scripts and pages of other sites may read what anybody may read.
        response["Access-Control-Allow-Origin"] = "*"
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
    else:
        response["Cache-Control"] = "private, no-cache"
    return response


def _sent(request, listing, format):
    body = format.write(listing, request)
    response = HttpResponse(body, content_type=format.content_type)
    response["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    if listing.modified:
        response["Last-Modified"] = http_date(listing.modified.timestamp())
    response["Content-Language"] = listing.language
    response["X-Robots-Tag"] = "noindex"
    response["Link"] = _links(listing, format)
    if format.extension != "embed":
        name = slugify(printable(listing.title), allow_unicode=True)[:LONGEST_FILE_NAME] or "list"
        response["Content-Disposition"] = content_disposition_header(format.is_download, f"{name}.{format.extension}")
    return get_conditional_response(request, etag=response["ETag"], response=response)


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})  # type: ignore[arg-type]  # it thinks of views that are asked for nothing else
def _framed(request, listing, format):
    """The only kind of page that other sites may frame."""
    return _sent(request, listing, format)


def _links(listing, format):
    links = [f'<{listing.url}>; rel="canonical"']
    if format.extension == "json":
        links.append(f'<{reverse("openapi")}>; rel="service-desc"; type="application/json"')  # RFC 8631
        if listing.next_url:
            links.append(f'<{listing.next_url}>; rel="next"')
    return ", ".join(links)
