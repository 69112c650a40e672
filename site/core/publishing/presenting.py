"""What readers are shown: which page of something that is published in several languages, and by whom.

A page says by a dotted string who presents it, as it names its template: so models know nothing of how they are shown.
"""

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.module_loading import import_string

from core.site_context import current_site_context


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


def public_pages(read, keys, locale, *, source="facts"):
    """{translation key: page}: of each thing the public page in `locale`, else its source page, else any that is public.

    `read` gives pages for a condition; `source` is the related name by which a page has its facts. One query, and a second one
    where a source page is not published itself. A page that needs a password or login lends nobody its words.
    """
    keys = set(keys)
    if not keys:
        return {}
    first = Q(locale=locale) | Q(**{f"{source}__isnull": False})
    found = first_choice(read(Q(translation_key__in=keys, live=True) & first), locale)
    if missing := keys - found.keys():
        found |= first_choice(read(Q(translation_key__in=missing, live=True)), locale)
    return found


def first_choice(pages, locale):
    """{translation key: page}: of pages in several languages the public one in `locale`, else whichever comes first."""
    context, found = current_site_context(), {}
    for page in pages:
        if context.is_public(page) and (page.translation_key not in found or page.locale_id == locale.pk):
            found[page.translation_key] = page
    return found
