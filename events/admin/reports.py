"""Everything worth a look, in one report."""

from dataclasses import dataclass
from datetime import timedelta

import django_filters
from django.forms import CheckboxSelectMultiple
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import policy_registry

from core.changelog.log import unexplained_lines
from core.dates import date_time_words
from events.admin.planned import clashes_between, event_row, plans
from events.changelog import THING
from events.models import DraftEvent
from events.warnings import Kind, gaps

#: Clashes further away are looked for when they come nearer.
AHEAD = timedelta(days=366)


@dataclass(frozen=True)
class Warned:
    """One line of the report."""

    pk: int
    title: str
    kind: str
    words: str


class KindFilter(django_filters.MultipleChoiceFilter):
    def filter(self, lines, value):
        return [line for line in lines if line.kind in value] if value else lines


class WarningFilterSet(WagtailFilterSet):
    kind = KindFilter(label=_("What"), choices=Kind.choices, widget=CheckboxSelectMultiple)

    class Meta:
        model = DraftEvent
        fields = []

    def filter_queryset(self, queryset):
        return self.filters["kind"].filter(queryset, self.form.cleaned_data["kind"])


class WarningsReport(ReportView):
    page_title = _("Events to look at")
    header_icon = "warning"
    index_url_name = "event_reports:warnings"
    index_results_url_name = "event_reports:warnings_results"
    filterset_class = WarningFilterSet
    export_filename = "events-to-look-at"
    list_export = ["title", "what", "words"]
    export_headings = {"title": _("Event"), "what": _("What"), "words": _("More")}
    columns = [
        TitleColumn("title", label=_("Event"), get_url=lambda line: reverse("wagtailadmin_pages:edit", args=[line.pk])),
        Column("kind", label=_("What"), accessor=lambda line: Kind(line.kind).label),
        Column("words", label=_("More")),
    ]

    @cached_property
    def permission_policy(self):
        return policy_registry.get_by_type(Page)

    any_permission_required = {"add", "change", "publish"}

    def to_row_dict(self, item):
        return {"title": item.title, "what": str(Kind(item.kind).label), "words": item.words}

    def get_queryset(self):
        """What clashes, soonest first, and then what is missing, event by event; of pages that the reader may see."""
        now = timezone.now()
        visible = set(self.permission_policy.explorable_instances(self.request.user).values_list("pk", flat=True))
        known = {plan.translation_key: plan for plan in plans(now=now).order_by("title", "pk") if plan.page_id in visible}
        return [*self._clashes(known, now), *self._gaps(known.values(), now)]

    def _clashes(self, known, now):
        for clash in clashes_between(now, now + AHEAD):
            if {clash.key, clash.other} <= known.keys():
                plan, other = known[clash.key], known[clash.other]
                at = date_time_words(clash.at, timezone.get_default_timezone_name())
                words = _("%(at)s, %(about)s: also “%(other)s”") % {"at": at, "about": clash.about, "other": other.title}
                yield Warned(plan.page_id, plan.title, clash.kind, words)

    def _gaps(self, known, now):
        unexplained = unexplained_lines(THING, now=now, language=get_language())
        for plan in known:
            for kind in gaps(event_row(plan), last_end=plan.last_end, now=now):
                # What is over can still get its record; its picture is past caring for.
                if kind == Kind.RECORD or plan.last_end is None or plan.last_end > now:
                    words = unexplained.get(plan.translation_key, "") if kind == Kind.REASON else ""
                    yield Warned(plan.page_id, plan.title, kind, words)
