"""The explorer is the events list: what editors see under what's on, and as a list of all events."""

import codecs
from datetime import date
from functools import reduce
from operator import or_

import django_filters
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.ui.tables.pages import PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView, IndexView, PageFilterSet, PageListingMixin
from wagtail.admin.views.pages.usage import ContentTypeUseView
from wagtail.admin.viewsets.pages import PageListingViewSet, PageViewSet
from wagtail.models import Locale, Page

from core.models import Format, Theme, Venue
from core.page_lists import LanguageFilter, ListedColumn, ListedPagesMixin
from core.page_views import PrivacyView, UnpublishInLanguagesView
from core.timezones import day_begins, day_ends
from core.user_filters import BoundedUsersMixin
from events.admin.duplicate import DuplicateView
from events.admin.planned import lacking, listed
from events.choices import Status
from events.imports.columns import COLUMNS as COLUMNS_OF_FILES
from events.imports.pages import export
from events.models import DraftEvent, DraftOccurrence, EventPage, EventsPage, FestivalPage, Occurrence
from events.warnings import GAPS, Kind


class PlanFilterMixin:
    """Narrows pages by a question about their plans: `question` of what was chosen."""

    def filter(self, pages, value):
        question = value and self.question(value)
        return (
            pages.filter(translation_key__in=DraftEvent.objects.filter(question).values("translation_key"))
            if question
            else pages
        )


class WhenFilter(PlanFilterMixin, django_filters.ChoiceFilter):
    def question(self, value):
        """Every plan is in exactly one of the three."""
        dates = DraftOccurrence.objects.filter(plan=OuterRef("pk"))
        coming = Exists(dates.filter(ends_at__gt=timezone.now()))
        return {"upcoming": coming, "past": Exists(dates) & ~coming, "undated": ~Exists(dates)}[value]


class DaysFilter(PlanFilterMixin, django_filters.DateFromToRangeFilter):
    def question(self, value):
        """With a date on any of the days, both included, on the site's own clock. Either may be left open."""
        dates, zone = DraftOccurrence.objects.filter(plan=OuterRef("pk")), timezone.get_default_timezone_name()
        if value.start:
            dates = dates.filter(ends_at__gt=day_begins(value.start.date(), zone))
        if value.stop and value.stop.date() < date.max:
            dates = dates.filter(starts_at__lt=day_ends(value.stop.date(), zone))
        return Exists(dates) if value.start or value.stop else None


class MissingFilter(PlanFilterMixin, django_filters.MultipleChoiceFilter):
    def question(self, value):
        lacks = lacking(now=timezone.now())
        return reduce(or_, (lacks[Kind(kind)] for kind in value))


class EventLanguageFilter(PlanFilterMixin, LanguageFilter):
    """By the words of drafts: what was translated before they changed is out of date."""

    changed_at, locale = "words_changed_at", "page__locale"


class TermFilter(PlanFilterMixin, django_filters.ModelMultipleChoiceFilter):
    """Terms by their names in addresses, since those are the same in every language."""

    def __init__(self, field_name, model, **kwargs):
        super().__init__(
            field_name=field_name,
            queryset=lambda request: model.objects.filter(locale=Locale.get_default()),
            to_field_name="slug",
            widget=CheckboxSelectMultiple,
            **kwargs,
        )

    def question(self, value):
        return Q(**{f"{self.field_name}__in": value})


class StatusFilter(django_filters.MultipleChoiceFilter):
    def filter(self, pages, value):
        if not value:
            return pages
        dates = Occurrence.objects.event_dates().filter(status__in=value, ends_at__gt=timezone.now())
        return pages.filter(translation_key__in=dates.values("facts__translation_key"))


class PublishedFilter(django_filters.ChoiceFilter):
    QUESTIONS = {
        "live": {"live": True},
        "changed": {"live": True, "has_unpublished_changes": True},
        "draft": {"live": False},
        "scheduled": {"_approved_schedule": True},  # as annotated by Wagtail's own list,
    }

    def filter(self, pages, value):
        return pages.filter(**self.QUESTIONS[value]) if value else pages


class FestivalFilter(django_filters.ModelMultipleChoiceFilter):
    def filter(self, pages, value):
        inside = Q()
        for festival in value or ():
            inside |= Q(path__startswith=festival.path, depth__gt=festival.depth)
        return pages.filter(inside)


class EventFilterSet(BoundedUsersMixin, PageFilterSet):
    when = WhenFilter(
        label=_("When"),
        choices=[("upcoming", _("To come or on now")), ("past", _("Over")), ("undated", _("No date"))],
        empty_label=_("Any time"),
        widget=RadioSelect,
    )
    days = DaysFilter(label=_("Between"), widget=DateRangePickerWidget)
    published = PublishedFilter(
        label=_("Published"),
        choices=[
            ("live", _("Live")),
            ("changed", _("Live, with changes not yet published")),
            ("draft", _("Draft")),
            ("scheduled", _("Scheduled")),
        ],
        empty_label=_("Any"),
        widget=RadioSelect,
    )
    status = StatusFilter(label=_("Announced"), choices=Status.choices, widget=CheckboxSelectMultiple)
    missing = MissingFilter(
        label=_("Missing"), choices=[(kind.value, kind.label) for kind in GAPS], widget=CheckboxSelectMultiple
    )
    format = TermFilter("format", Format, label=_("Format"))
    theme = TermFilter("themes", Theme, label=_("Theme"))
    venue = TermFilter("venue", Venue, label=_("Venue"))
    festival = FestivalFilter(
        label=_("Festival"),
        queryset=lambda request: FestivalPage.objects.defer_streamfields().filter(locale=Locale.get_default()),
        to_field_name="slug",
        widget=CheckboxSelectMultiple,
    )
    languages = EventLanguageFilter()

    # Of no use among events.
    has_child_pages = None
    site = None


def by_next_date(pages, *, now, descending=False):
    """What comes next first; then what is over, latest first; then what has no date."""
    dates = DraftOccurrence.objects.filter(plan__translation_key=OuterRef("translation_key")).values("starts_at")
    pages = pages.annotate(
        _next=Subquery(dates.filter(ends_at__gt=now).order_by("starts_at", "pk")[:1]),
        _last=Subquery(dates.order_by("-starts_at", "-pk")[:1]),
    )
    following = F("_next").desc(nulls_last=True) if descending else F("_next").asc(nulls_last=True)
    return pages.order_by(following, F("_last").desc(nulls_last=True), "-pk")


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


class EventIndexView(EventListingMixin, IndexView):
    """Every event an editor may see, wherever it is in the tree; translations only where a language is asked for.

    Exports have the columns that an import reads, from the latest drafts: every row of an export imports as the same.
    """

    page_title = _("Events")
    list_export = list(COLUMNS_OF_FILES)

    @cached_property
    def show_locale_labels(self):
        """Each event is there once, in its own language; others have a column."""
        return bool(self.request.GET.get("locale"))

    def get_base_queryset(self):
        pages = super().get_base_queryset()
        return pages if self.request.GET.get("locale") else pages.filter(plan__isnull=False)

    def get_heading(self, queryset, field):
        return str(COLUMNS_OF_FILES[field].label)

    def to_row_dict(self, item):
        return export(item.get_latest_revision_as_object())

    def stream_csv(self, queryset):
        # Without the mark Excel takes UTF-8 for something else.
        yield codecs.BOM_UTF8
        yield from super().stream_csv(queryset)


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
