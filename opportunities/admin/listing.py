"""The explorer is the list of opportunities: where each stands, what closes next, and what wants looking at."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, OuterRef, Subquery
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, MultipleChoiceFilter
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.ui.tables.pages import PageStatusColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView, GenericPageFilterSet, PageListingMixin
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Locale, Page

from core.dates import deadline_words, moment_words
from core.page_lists import LanguageFilter, ListedColumn, ListedPagesMixin, languages_of
from core.page_views import PrivacyView, UnpublishInLanguagesView
from core.user_filters import BoundedUsersMixin
from opportunities.checks import CheckWarning, due_for_a_check, last_round, warnings_of, without_next_round
from opportunities.choices import OPEN_STATES, State
from opportunities.formatting import state_words
from opportunities.models import OpportunitiesPage, OpportunityFacts, StateInterval

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


class OpportunityFilterSet(BoundedUsersMixin, GenericPageFilterSet):
    state = MultipleChoiceFilter(
        label=_("State"), choices=State.choices, widget=CheckboxSelectMultiple, method="narrow_to_states"
    )
    closing = ChoiceFilter(
        label=_("Closes within"),
        choices=[("7", _("7 days")), ("30", _("30 days")), ("90", _("90 days"))],
        empty_label=_("Any time"),
        widget=RadioSelect,
        method="narrow_to_closing",
    )
    look_at = MultipleChoiceFilter(
        label=_("To look at"),
        choices=[(NO_ROUND, _("No next round")), *CheckWarning.choices],
        widget=CheckboxSelectMultiple,
        method="narrow_to_look_at",
    )
    languages = LanguageFilter()

    # Of no use among opportunities.
    has_child_pages = None
    site = None

    class Meta(GenericPageFilterSet.Meta):
        pass

    def narrow_to_states(self, pages, name, value):
        return _of_intervals(pages, StateInterval.objects.in_states(value, now=timezone.now()))

    def narrow_to_closing(self, pages, name, value):
        now = timezone.now()
        until = now + timezone.timedelta(days=int(value))
        return _of_intervals(pages, StateInterval.objects.open(now=now).filter(deadline_at__lte=until))

    def narrow_to_look_at(self, pages, name, value):
        """By the same functions that the column shows."""
        now, wanted = timezone.now(), set(value) - {NO_ROUND}
        found = [facts for facts, _last in without_next_round(now=now)] if NO_ROUND in value else []
        if wanted:
            found += [facts for facts, warnings in due_for_a_check(now=now) if wanted & set(warnings)]
        return pages.filter(translation_key__in=[facts.translation_key for facts in found])


def _of_intervals(pages, intervals):
    return pages.filter(translation_key__in=intervals.order_by().values("facts__translation_key"))


@dataclass(kw_only=True)
class ListedOpportunity:
    """One opportunity as its published facts say at one moment; a page that was never published has none."""

    facts: Any = None
    period: Any = None
    now: Any = None
    languages: list = field(default_factory=list)

    @property
    def state(self):
        return self.period and state_words(self.period.state, kind=self.facts.kind, mode=self.period.round.mode)

    @property
    def is_open(self):
        return bool(self.period) and self.period.state in OPEN_STATES

    @property
    def closes(self):
        """The next deadline with how far away it is, or when it closed."""
        if not self.period:
            return ""
        if self.period.deadline_at:
            return deadline_words(self.period.deadline_at, self.facts.timezone, now=self.now)
        closed = self.period.round.closes_at
        return moment_words(closed, self.facts.timezone) if closed else ""

    @property
    def is_internal(self):
        return bool(self.period) and self.period.is_internal

    @property
    def warnings(self):
        return [warning.label for warning in warnings_of(self.facts, now=self.now)] if self.facts else []

    @property
    def lacks_next_round(self):
        return bool(self.facts) and last_round(self.facts, now=self.now) is not None


def listed(keys, *, now):
    """{translation key: ListedOpportunity}"""
    keys = set(keys)
    rows = {key: ListedOpportunity(now=now) for key in keys}
    for facts in OpportunityFacts.objects.filter(translation_key__in=keys).prefetch_related("rounds"):
        rows[facts.translation_key].facts = facts
    for period in StateInterval.objects.filter(facts__translation_key__in=keys).at(now).select_related("facts", "round"):
        rows[period.facts.translation_key].period = period
    default = Locale.get_default().pk

    def source(_key, pages):
        """The page in the default language, else the one that was there first."""
        page = pages.get(default) or min(pages.values(), key=lambda one: one.pk)
        return page.locale_id, page.last_published_at

    for key, languages in languages_of(keys, source).items():
        rows[key].languages = languages
    return rows


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
