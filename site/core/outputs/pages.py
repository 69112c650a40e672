"""The files behind an address: what is offered for the links of a page and its head, and the routes of pages to them."""

import hashlib
from dataclasses import dataclass
from urllib.parse import urlencode

from csp.decorators import csp_replace
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.html import format_html
from django.utils.http import content_disposition_header, http_date
from django.utils.text import slugify
from django.views.decorators.clickjacking import xframe_options_exempt
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from core.lines import printable
from core.site_context import current_site_context

from .formats import FORMATS, Wants


class OutputsMixin(RoutablePageMixin):
    """A page that can also be had as files, under its own address: whats-on/events.ics, whats-on/stars/event.json.

    A subclass gives its files a name and says what is in them. The page's query string is the files' query string.
    """

    output_name = "list"
    output_formats = tuple(FORMATS)
    embed_height = 640

    def get_listing(self, request, *, format):
        """What is in the file: a `Listing` of no more than `format.limit` entries, those that `format.wants`."""
        raise NotImplementedError

    def get_outputs(self, request):
        _site_id, root_url, path = self.get_url_parts(request)
        return Outputs(
            title=self.title,
            path=f"{path}{self.output_name}",
            root_url=root_url,
            query=request.GET if request else None,
            formats=self.output_formats,
            height=self.embed_height,
        )

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"outputs": self.get_outputs(request)}

    @path("<slug:name>.<slug:extension>/", name="output")
    def output(self, request, name, extension):
        """One of the files. Raises Http404 for a name or format that there isn't."""
        if name != self.output_name or extension not in self.output_formats:
            raise Http404(f"{name}.{extension}")
        format = FORMATS[extension]
        listing = self.get_listing(request, format=format)
        return output_response(request, listing, format, is_public=current_site_context().is_public(self))


#: Where calendars on the web take the address of a calendar to subscribe to.
GOOGLE = "https://calendar.google.com/calendar/r"
OUTLOOK = "https://outlook.live.com/calendar/0/addfromweb"
#: What only turns the pages of the page itself.
PAGING = ("page", "view")


@dataclass(frozen=True, kw_only=True)
class Output:
    """One file behind a page."""

    format: object
    url: str
    full_url: str

    @property
    def subscribe_url(self):
        """What opens the reader's own calendar and subscribes it."""
        return "webcal:" + self.full_url.partition(":")[2]

    @property
    def web_calendars(self):
        """(name, address) where calendars on the web subscribe to it. Nobody is asked before the reader presses one."""
        return [
            ("Google", f"{GOOGLE}?{urlencode({'cid': self.subscribe_url})}"),
            ("Outlook.com", f"{OUTLOOK}?{urlencode({'url': self.full_url})}"),
        ]


class Outputs:
    """The files behind one page: the same path and the same questions with another ending.

    `path` is what stands before the dot ("/whats-on/events"), `root_url` the site's own address. `formats` are extensions.
    """

    def __init__(self, *, title, path, root_url, query=None, formats=tuple(FORMATS), height=640):
        self.title, self.path, self.root_url = title, path, root_url
        self.page_path = f"{path.rpartition('/')[0]}/"
        self.query = _without_paging(query)
        self.formats = formats
        self.height = height

    def __iter__(self):
        return (self[extension] for extension in self.formats)

    def __getitem__(self, extension):
        """Raises KeyError if the list is not to be had in that format."""
        if extension not in self.formats:
            raise KeyError(extension)
        url = f"{self.path}.{extension}{self.query}"
        return Output(format=FORMATS[extension], url=url, full_url=self.root_url + url)

    def __contains__(self, extension):
        return extension in self.formats

    @property
    def feeds(self):
        return [one for one in self if one.format.wants is Wants.NEWS]

    @property
    def page_url(self):
        return f"{self.root_url}{self.page_path}{self.query}"

    @property
    def oembed_links(self):
        """(media type, address) of where other sites ask how to embed the page (https://oembed.com, 4)."""
        base = f"{self.root_url}{reverse('oembed')}"
        return [
            (kind, f"{base}?{urlencode({'url': self.page_url, 'format': format})}")
            for kind, format in (("application/json+oembed", "json"), ("text/xml+oembed", "xml"))
        ]

    @property
    def embed_code(self):
        """What somebody pastes into a page of their own."""
        return self.frame(width="100%", height=self.height)

    def frame(self, *, width, height):
        """Plain HTML: no script, no cookie."""
        return format_html(
            '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy" style="border:0"></iframe>',
            self["embed"].full_url,
            self.title,
            width,
            height,
        )


def _without_paging(query):
    if not query:
        return ""
    query = query.copy()
    for name in PAGING:
        query.pop(name, None)
    text = query.urlencode()
    return f"?{text}" if text else ""


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
