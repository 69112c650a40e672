"""A page says by a dotted string who presents it, as it names its template: so models know nothing of how they are shown."""

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.module_loading import import_string


class Presenter:
    """What a kind of page shows besides its own fields. `now` is always passed in."""

    def details_of_published(self, page):
        """The facts that everybody reads; None before the first publication."""

    def details_of_draft(self, page):
        """The facts as they are written on the page itself, for previews and pages never published."""

    def context(self, page, *, request, now):
        """What its template gets."""
        return {}

    def listing(self, page, *, request, format, now):
        """What is in one of its files: see `core.outputs.pages`."""
        raise NotImplementedError

    def structured_data(self, page, *, request, now):
        """schema.org objects about it."""
        return []


class PresentedPage:
    """A page whose `presenter` is named by a dotted string."""

    presenter = "core.publishing.presenting.Presenter"

    @property
    def presents(self):
        return import_string(self.presenter)()

    @cached_property
    def details(self):
        """What the reader is shown: published facts, or the page's own in a preview."""
        presenter = self.presents
        return presenter.details_of_published(self) or presenter.details_of_draft(self)

    def serve_preview(self, request, mode_name):
        self.details = self.presents.details_of_draft(self)
        return super().serve_preview(request, mode_name)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | self.presents.context(self, request=request, now=timezone.now())

    def get_listing(self, request, *, format):
        return self.presents.listing(self, request=request, format=format, now=timezone.now())

    def get_structured_data(self, request):
        known = super().get_structured_data(request)
        return [*known, *self.presents.structured_data(self, request=request, now=timezone.now())]
