"""The addresses behind a festival page: river-festival/programme/, river-festival/programme.ics and so on."""

from django.http import Http404
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


class FestivalRoutes(OutputsMixin):
    """What a festival page has besides itself."""

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
        from events.festivals import views

        return views.worker(self, request)

    @path("<slug:name>.<slug:extension>/", name="output")
    def output(self, request, name, extension):
        """One of the files. Raises Http404 for a name or format that there isn't."""
        from events.festivals import serializers

        written = {
            "programme": serializers.listing_of_programme,
            "my-programme": serializers.listing_of_choice,
            "changes": serializers.listing_of_changes,
            "festival": serializers.listing_of_events,
        }
        if extension not in OUTPUTS.get(name, ()):
            raise Http404(f"{name}.{extension}")
        format = FORMATS[extension]
        listing = written[name](self, request=request, format=format)
        return output_response(request, listing, format, is_public=current_site_context().is_public(self))

    @path("programme/", name="programme")
    def programme(self, request):
        from events.festivals import views

        return views.programme(self, request)

    @path("programme/<slug:code>/", name="session")
    def session(self, request, code):
        from events.festivals import views

        return views.session(self, request, code)

    @path("my-programme/", name="my_programme")
    def my_programme(self, request):
        from events.festivals import views

        return views.my_programme(self, request)

    @path("changes/", name="changes")
    def changes(self, request):
        from events.festivals import views

        return views.changes(self, request)
