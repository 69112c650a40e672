"""The explorer is the list of opportunities: where each stands, what closes next, and what wants looking at."""

import django_filters
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import PageStatusColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView, GenericPageFilterSet, PageListingMixin
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Locale, Page
from wagtail.search.backends import get_search_backend

from core.privacy import PrivacyView
from core.publishing.unpublishing import UnpublishInLanguagesView
from core.user_filters import BoundedUsersMixin
from opportunities.admin.listed import listed
from opportunities.choices import State
from opportunities.external.checks import CheckWarning, due_for_a_check
from opportunities.models import OpportunitiesPage, StateInterval
from opportunities.next_rounds import without_next_round

#: More hits than anybody reads; what is searched for again with more words.
MOST_HITS = 1000
NO_ROUND = "no-next-round"


class ListedColumn(Column):
    """A column that reads `page.listed`, which the view has put there for all pages at once."""

    def __init__(self, name, **kwargs):
        super().__init__(name, **kwargs)
        self.cell_template_name = f"opportunities/admin/cells/{name}.html"

    def get_value(self, instance):
        return getattr(instance, "listed", None)


OWN = {column.name: column for column in PageListingMixin.base_columns}
COLUMNS = [
    OWN["bulk_actions"],
    OWN["title"],
    ListedColumn("state", label=_("State"), width="12%"),
    ListedColumn("closes", label=_("Closes"), sort_key="closes", width="16%"),
    ListedColumn("look_at", label=_("To look at"), width="13%"),
    ListedColumn("languages", label=_("Languages"), width="12%"),
    DateColumn("latest_revision_created_at", label=_("Updated"), sort_key="latest_revision_created_at", width="9%"),
    PageStatusColumn("status", label=_("Status"), sort_key="live", width="8%"),
]


class StateFilter(django_filters.MultipleChoiceFilter):
    def filter(self, pages, value):
        if not value:
            return pages
        periods = StateInterval.objects.in_states(value, now=timezone.now()).order_by()
        return pages.filter(translation_key__in=periods.values("facts__translation_key"))


class ClosingFilter(django_filters.ChoiceFilter):
    def filter(self, pages, value):
        if not value:
            return pages
        now = timezone.now()
        until = now + timezone.timedelta(days=int(value))
        periods = StateInterval.objects.open(now=now).filter(deadline_at__lte=until).order_by()
        return pages.filter(translation_key__in=periods.values("facts__translation_key"))


class LookAtFilter(django_filters.MultipleChoiceFilter):
    """By the same functions that the column shows."""

    def filter(self, pages, value):
        if not value:
            return pages
        now, keys = timezone.now(), set()
        if NO_ROUND in value:
            keys |= {facts.translation_key for facts, _last in without_next_round(now=now)}
        if wanted := set(value) - {NO_ROUND}:
            keys |= {facts.translation_key for facts, found in due_for_a_check(now=now) if wanted & set(found)}
        return pages.filter(translation_key__in=keys)


class LanguageFilter(django_filters.MultipleChoiceFilter):
    def filter(self, pages, value):
        if not value:
            return pages
        wanted = Q()
        for choice in value:
            state, _colon, code = choice.partition(":")
            there = Page.objects.filter(translation_key=OuterRef("translation_key"), locale__language_code=code, alias_of=None)
            stale = Q(latest_revision_created_at=None) | Q(latest_revision_created_at__lt=OuterRef("last_published_at"))
            wanted |= {
                "none": ~Q(Exists(there)),
                "draft": Q(Exists(there.filter(live=False))),
                "stale": Q(Exists(there.filter(stale))),
                "live": Q(Exists(there.filter(live=True))),
            }[state] & ~Q(locale__language_code=code)
        return pages.filter(wanted)


def language_choices():
    states = [
        ("none", _("%(language)s: not translated")),
        ("draft", _("%(language)s: draft")),
        ("stale", _("%(language)s: out of date")),
        ("live", _("%(language)s: live")),
    ]
    return [
        (f"{state}:{locale.language_code}", words % {"language": locale.get_display_name()})
        for locale in Locale.objects.exclude(pk=Locale.get_default().pk)
        for state, words in states
    ]


class OpportunityFilterSet(BoundedUsersMixin, GenericPageFilterSet):
    state = StateFilter(label=_("State"), choices=State.choices, widget=CheckboxSelectMultiple)
    closing = ClosingFilter(
        label=_("Closes within"),
        choices=[("7", _("7 days")), ("30", _("30 days")), ("90", _("90 days"))],
        empty_label=_("Any time"),
        widget=RadioSelect,
    )
    look_at = LookAtFilter(
        label=_("To look at"),
        choices=[(NO_ROUND, _("No next round")), *CheckWarning.choices],
        widget=CheckboxSelectMultiple,
    )
    languages = LanguageFilter(label=_("Languages"), choices=language_choices, widget=CheckboxSelectMultiple)

    # Of no use among opportunities.
    has_child_pages = None
    site = None

    class Meta(GenericPageFilterSet.Meta):
        pass


class OpportunitiesExplorerView(ExplorableIndexView):
    """What is under the list of opportunities: what closes soonest first, as readers see it."""

    base_columns = COLUMNS
    base_filterset_class = OpportunityFilterSet
    default_ordering = "closes"

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

    def get_ordering(self):
        ordering = self.request.GET.get("ordering", self.default_ordering)
        return ordering if ordering in [*self.get_valid_orderings(), "ord"] else self.default_ordering

    def order_queryset(self, queryset):
        if self.ordering not in ("closes", "-closes"):
            return super().order_queryset(queryset)
        period = StateInterval.objects.at(self.now).order_by().filter(facts__translation_key=OuterRef("translation_key"))
        queryset = queryset.annotate(
            _rank=Subquery(period.values("rank")[:1]), _position=Subquery(period.values("position")[:1])
        )
        if self.ordering == "closes":
            return queryset.order_by(F("_rank").asc(nulls_first=True), "_position", "pk")
        return queryset.order_by(F("_rank").desc(nulls_last=True), "-_position", "-pk")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        pages = context["object_list"]
        rows = listed({page.translation_key for page in pages}, now=self.now)
        for page in pages:
            page.listed = rows[page.translation_key]
            page.listed.kind = page.page_type_display_name
        return context


class OpportunitiesPageViewSet(PageViewSet):
    """How the explorer shows the pages under a list of opportunities, whatever their kind."""

    model = OpportunitiesPage
    index_view_class = OpportunitiesExplorerView
    set_privacy_view_class = PrivacyView
    unpublish_view_class = UnpublishInLanguagesView
    filterset_class = OpportunityFilterSet

    @cached_property
    def parent_models(self):
        return [OpportunitiesPage]

    def get_index_view_kwargs(self, **kwargs):
        return super().get_index_view_kwargs(**{"model": Page, **kwargs})
