"""The explorer is the events list: what editors see under what's on, and as a list of all events."""

import codecs

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.pages.listing import ExplorableIndexView, IndexView
from wagtail.admin.views.pages.usage import ContentTypeUseView
from wagtail.admin.viewsets.pages import PageListingViewSet, PageViewSet
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from core.privacy import PrivacyView
from core.publishing.unpublishing import UnpublishInLanguagesView
from events.admin.columns import COLUMNS
from events.admin.duplicate import DuplicateView
from events.admin.filters import EventFilterSet
from events.admin.plan_filters import by_next_date
from events.admin.planned import listed
from events.imports.columns import COLUMNS as COLUMNS_OF_FILES
from events.imports.pages import export
from events.models import EventPage, EventsPage, FestivalPage

#: More hits than anybody reads; what is searched for again with more words.
MOST_HITS = 1000


class EventListingMixin:
    """Columns and order of events. Pages of other kinds in between keep their places, without dates."""

    base_columns = COLUMNS
    base_filterset_class = EventFilterSet

    @cached_property
    def now(self):
        return timezone.now()

    @cached_property
    def search_query(self):
        # SQLite's search fails on quotation marks; nothing is found by one anyway.
        return super().search_query.replace('"', " ").replace("\0", " ").strip()

    def search_queryset(self, queryset):
        """Search first and narrow by the hits, so that every filter and order works on what is found."""
        if not self.is_searching:
            return queryset
        hits = get_search_backend().autocomplete(self.search_query, Page.objects.filter(depth__gt=1))[:MOST_HITS]
        return queryset.filter(pk__in=[hit.pk for hit in hits])

    def order_queryset(self, queryset):
        if self.ordering in ("next_date", "-next_date"):
            return by_next_date(queryset, now=self.now, descending=self.ordering.startswith("-"))
        return super().order_queryset(queryset)

    def get_ordering(self):
        ordering = self.request.GET.get("ordering", self.default_ordering)
        return ordering if ordering in [*self.get_valid_orderings(), "ord"] else self.default_ordering

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        pages = context["object_list"]
        rows = listed({page.translation_key for page in pages}, now=self.now)
        for page in pages:
            page.listed = rows.get(page.translation_key)
        return context


class EventsExplorerView(EventListingMixin, ExplorableIndexView):
    """What is under what's on or a festival, in the order it happens."""

    default_ordering = "next_date"


class EventUseView(EventListingMixin, ContentTypeUseView):
    default_ordering = "next_date"


class EventExportMixin:
    """The columns that an import reads, from the latest drafts: every row of an export imports as the same."""

    list_export = list(COLUMNS_OF_FILES)

    def get_heading(self, queryset, field):
        return str(COLUMNS_OF_FILES[field].label)

    def to_row_dict(self, item):
        return export(item.get_latest_revision_as_object())

    def stream_csv(self, queryset):
        # Without the mark Excel takes UTF-8 for something else.
        yield codecs.BOM_UTF8
        yield from super().stream_csv(queryset)


class EventIndexView(EventExportMixin, EventListingMixin, IndexView):
    """Every event an editor may see, wherever it is in the tree; translations only where a language is asked for."""

    default_ordering = "next_date"
    page_title = _("Events")

    @cached_property
    def show_locale_labels(self):
        """Each event is there once, in its own language; others have a column."""
        return bool(self.request.GET.get("locale"))

    def get_base_queryset(self):
        pages = super().get_base_queryset()
        return pages if self.request.GET.get("locale") else pages.filter(plan__isnull=False)


class EventPageViewSet(PageViewSet):
    """How the explorer shows pages that hold events."""

    model = EventPage
    icon = "calendar-alt"
    index_view_class = EventsExplorerView
    content_type_use_view_class = EventUseView
    set_privacy_view_class = PrivacyView
    unpublish_view_class = UnpublishInLanguagesView
    copy_view_class = DuplicateView
    filterset_class = EventFilterSet

    @cached_property
    def parent_models(self):
        return [EventsPage, FestivalPage]

    def get_index_view_kwargs(self, **kwargs):
        # Festivals and other pages among the events are to be found there, too.
        return super().get_index_view_kwargs(**{"model": Page, **kwargs})


class EventListingViewSet(PageListingViewSet):
    """The list of all events, in the menu."""

    model = EventPage
    icon = "calendar-alt"
    name = "event_list"
    url_prefix = "events"
    index_view_class = EventIndexView
    filterset_class = EventFilterSet
    export_filename = "events"
