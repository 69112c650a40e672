"""The explorer is the events list: what editors see under what's on, and as a list of all events."""

import codecs

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.ui.tables.pages import PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView, IndexView, PageListingMixin
from wagtail.admin.views.pages.usage import ContentTypeUseView
from wagtail.admin.viewsets.pages import PageListingViewSet, PageViewSet
from wagtail.models import Page

from core.page_lists import ListedColumn, ListedPagesMixin
from core.page_views import PrivacyView, UnpublishInLanguagesView
from events.admin.duplicate import DuplicateView
from events.admin.filters import EventFilterSet, by_next_date
from events.admin.planned import listed
from events.imports.columns import COLUMNS as COLUMNS_OF_FILES
from events.imports.pages import export
from events.models import EventPage, EventsPage, FestivalPage

#: Wagtail's own columns, with a title wide enough to be read.
OWN = {column.name: column for column in PageListingMixin.base_columns}

COLUMNS = [
    OWN["bulk_actions"],
    PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title", width="28%"),
    ListedColumn("next_date", folder="events", label=_("Next date"), sort_key="next_date", width="17%"),
    ListedColumn("place", folder="events", label=_("Format and place"), width="14%"),
    ListedColumn("languages", folder="core", label=_("Languages"), width="10%"),
    ListedColumn("missing", folder="events", label=_("To look at"), width="12%"),
    DateColumn("latest_revision_created_at", label=_("Updated"), sort_key="latest_revision_created_at", width="8%"),
    PageStatusColumn("status", label=_("Status"), sort_key="live", width="7%"),
]


class EventListingMixin(ListedPagesMixin):
    """Columns and order of events. Pages of other kinds in between keep their places, without dates."""

    base_columns = COLUMNS
    base_filterset_class = EventFilterSet
    default_ordering = "next_date"

    def listed(self, keys):
        return listed(keys, now=self.now)

    def order_queryset(self, queryset):
        if self.ordering in ("next_date", "-next_date"):
            return by_next_date(queryset, now=self.now, descending=self.ordering.startswith("-"))
        return super().order_queryset(queryset)


class EventsExplorerView(EventListingMixin, ExplorableIndexView):
    """What is under what's on or a festival, in the order it happens."""


class EventUseView(EventListingMixin, ContentTypeUseView):
    """The same, of all events."""


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
