from django.http import Http404
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from core.site_context import current_site_context

from .formats import FORMATS
from .offers import Outputs
from .responses import output_response


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
        """The files, for the links of the page."""
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
