"""The explorer is the list of opportunities: where each stands, what closes next, and what wants looking at."""

import django_filters
from django.db.models import F, OuterRef, Subquery
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.ui.tables.pages import PageStatusColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView, GenericPageFilterSet, PageListingMixin
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from core.page_lists import LanguageFilter, ListedColumn, ListedPagesMixin
from core.page_views import PrivacyView, UnpublishInLanguagesView
from core.user_filters import BoundedUsersMixin
from opportunities.admin.listed import listed
from opportunities.choices import State
from opportunities.external.checks import CheckWarning, due_for_a_check
from opportunities.models import OpportunitiesPage, StateInterval
from opportunities.next_rounds import without_next_round

NO_ROUND = "no-next-round"


OWN = {column.name: column for column in PageListingMixin.base_columns}
COLUMNS = [
    OWN["bulk_actions"],
    OWN["title"],
    ListedColumn("state", folder="opportunities", label=_("State"), width="12%"),
    ListedColumn("closes", folder="opportunities", label=_("Closes"), sort_key="closes", width="16%"),
    ListedColumn("look_at", folder="opportunities", label=_("To look at"), width="13%"),
    ListedColumn("languages", folder="core", label=_("Languages"), width="12%"),
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
    languages = LanguageFilter()

    # Of no use among opportunities.
    has_child_pages = None
    site = None

    class Meta(GenericPageFilterSet.Meta):
        pass


class OpportunitiesExplorerView(ListedPagesMixin, ExplorableIndexView):
    """What is under the list of opportunities: what closes soonest first, as readers see it."""

    base_columns = COLUMNS
    base_filterset_class = OpportunityFilterSet
    default_ordering = "closes"

    def listed(self, keys):
        return listed(keys, now=self.now)

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
