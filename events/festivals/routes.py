"""The addresses behind a festival page: river-festival/programme/, river-festival/programme.ics and so on."""

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.contrib.routable_page.models import path

from core.outputs import FORMATS, Outputs, output_response
from core.outputs.pages import OutputsMixin
from core.site_context import current_site_context

#: Which files there are, and in which formats. A programme is no news, and a list of changes has no dates.
OUTPUTS = {
    "programme": ("ics", "json", "csv"),
    "my-programme": ("ics", "json", "csv"),
    "changes": ("atom", "rss"),
    "festival": tuple(FORMATS),
}
#: What no page below a festival can be called, or nobody would ever see it.
RESERVED = ("programme", "my-programme", "changes")


class FestivalRoutes(OutputsMixin):
    """What a festival page has besides itself; its presenter shows it."""

    def get_outputs(self, request, *, name="festival"):
        _site_id, root_url, path = self.get_url_parts(request)
        return Outputs(
            title=self.title,
            path=f"{path}{name}",
            root_url=root_url,
            query=request.GET if request else None,
            formats=OUTPUTS[name],
        )

    @path("offline.js/", name="worker")
    def worker(self, request):
        return self.presents.worker(self, request)

    @path("<slug:name>.<slug:extension>/", name="output")
    def output(self, request, name, extension):
        """One of the files. Raises Http404 for a name or format that there isn't."""
        if extension not in OUTPUTS.get(name, ()):
            raise Http404(f"{name}.{extension}")
        format = FORMATS[extension]
        listing = self.presents.listing(self, request=request, format=format, now=timezone.now(), name=name)
        return output_response(request, listing, format, is_public=current_site_context().is_public(self))

    @path("programme/", name="programme")
    def programme(self, request):
        return self.presents.programme(self, request)

    @path("programme/<slug:code>/", name="session")
    def session(self, request, code):
        return self.presents.session(self, request, code)

    @path("my-programme/", name="my_programme")
    def my_programme(self, request):
        return self.presents.my_programme(self, request)

    @path("changes/", name="changes")
    def changes(self, request):
        return self.presents.changes(self, request)


def is_reserved(slug, parent):
    """Whether a page with this slug would be hidden by a part of its parent's programme."""
    kind = parent and parent.specific_class
    return slug in RESERVED and kind is not None and issubclass(kind, FestivalRoutes)


def why_reserved(slug):
    return _("“%(slug)s” is an address of the festival's own programme. Choose another title or slug.") % {"slug": slug}
