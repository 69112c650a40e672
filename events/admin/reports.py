"""Reports: what events came to, in numbers, to read and to take along; and everything worth a look."""

from dataclasses import dataclass
from datetime import date, timedelta

import django_filters
from django.db.models import Exists, Max, Min, OuterRef
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.models import Locale

from core.changelog.log import unexplained_lines
from core.dates import YEARS, date_time_words
from core.models import Format
from core.reports import PagesReport
from core.rollover import FIRST_MONTH, academic_year, academic_year_words
from core.timezones import day_begins
from events.admin.planned import clashes_between, plans
from events.changelog import THING
from events.choices import Basis
from events.imports.columns import text_of
from events.models import DraftEvent, EventFacts, Occurrence
from events.warnings import Kind, gaps

PEOPLE = ("attended_free", "attended_paid", "attended_online")


def records_of_the_past(*, now):
    """Facts of events that are over, latest first, with the first and last moment of their dates."""
    over = Occurrence.objects.filter(facts=OuterRef("pk"), is_public=True, is_last=True, ends_at__lte=now)
    dated = EventFacts.objects.filter(Exists(over)).annotate(
        first_start=Min("occurrences__starts_at"), last_end=Max("occurrences__ends_at")
    )
    return dated.select_related("page", "format", "venue").order_by("-last_end", "pk")


def academic_years(*, now):
    """Years to choose from: those in which an event began that is over."""
    first = (
        Occurrence.objects.event_dates()
        .filter(is_public=True)
        .order_by("starts_at")
        .values_list("starts_at", flat=True)
        .first()
    )
    this = academic_year(now.date())
    begins = max(academic_year(first.date()) if first else this, YEARS[0])
    return [(str(year), academic_year_words(year)) for year in range(this, begins - 1, -1)]


class YearFilter(django_filters.ChoiceFilter):
    def filter(self, facts, value):
        if not value:
            return facts
        zone, year = timezone.get_default_timezone_name(), int(value)
        begins, ends = (day_begins(date(one, FIRST_MONTH, 1), zone) for one in (year, year + 1))
        return facts.filter(last_end__gt=begins, last_end__lte=ends)


class ToldFilter(django_filters.ChoiceFilter):
    def filter(self, facts, value):
        silent = EventFacts.objects.without_record(now=timezone.now()).values("pk")
        if value == "silent":
            return facts.filter(pk__in=silent)
        return facts.exclude(pk__in=silent) if value == "told" else facts


class RecordFilterSet(WagtailFilterSet):
    year = YearFilter(
        label=_("Academic year"),
        choices=lambda: academic_years(now=timezone.now()),
        empty_label=_("All years"),
        widget=RadioSelect,
    )
    told = ToldFilter(
        label=_("Record"),
        choices=[("told", _("With a record")), ("silent", _("Without a record"))],
        empty_label=_("Both"),
        widget=RadioSelect,
    )
    format = django_filters.ModelMultipleChoiceFilter(
        field_name="format__slug",
        to_field_name="slug",
        label=_("Format"),
        queryset=lambda request: Format.objects.filter(locale=Locale.get_default()),
        widget=CheckboxSelectMultiple,
    )

    class Meta:
        model = EventFacts
        fields = []


class PeopleColumn(Column):
    """A number of people, and whether it is a guess."""

    def get_value(self, facts):
        return people(facts, self.name)


def people(facts, name):
    number = getattr(facts, name)
    if number is None:
        return ""
    is_guess = getattr(facts, f"{name}_basis") == Basis.ESTIMATED
    return _("about %(number)d") % {"number": number} if is_guess else str(number)


def day(moment):
    return timezone.localtime(moment).date()


def last_day(facts):
    """A whole day ends with the first moment of the next."""
    return day(facts.last_end - timedelta(microseconds=1))


class RecordsReport(PagesReport):
    page_title = _("Records of events")
    header_icon = "clipboard-list"
    index_url_name = "event_reports:records"
    index_results_url_name = "event_reports:records_results"
    filterset_class = RecordFilterSet
    export_filename = "records-of-events"
    columns = [
        TitleColumn(
            "title",
            label=_("Event"),
            accessor="page.title",
            get_url=lambda facts: reverse("wagtailadmin_pages:edit", args=[facts.page_id]) + "#tab-afterwards",
        ),
        Column("ended", label=_("Ended"), accessor=lambda facts: date_format(last_day(facts), "j F Y")),
        Column("format", label=_("Format"), accessor=lambda facts: facts.format or ""),
        PeopleColumn("attended_free", label=_("Free")),
        PeopleColumn("attended_paid", label=_("Paid")),
        PeopleColumn("attended_online", label=_("Online")),
        Column("staff_hours", label=_("Hours of staff"), accessor=lambda facts: hours(facts.staff_hours)),
        Column("volunteer_hours", label=_("Hours of volunteers"), accessor=lambda facts: hours(facts.volunteer_hours)),
        Column(
            "has_record",
            label=_("What happened"),
            accessor=lambda facts: _("told") if facts.has_record else "",
        ),
    ]
    export_headings = {
        "title": _("Event"),
        "address": _("Address"),
        "began": _("First day"),
        "ended": _("Last day"),
        "year": _("Academic year"),
        "format": _("Format"),
        "venue": _("Venue"),
        "attended_free": _("People who came, free"),
        "attended_free_basis": _("How we know (free)"),
        "attended_paid": _("People who came, paid"),
        "attended_paid_basis": _("How we know (paid)"),
        "attended_online": _("People who took part online"),
        "attended_online_basis": _("How we know (online)"),
        "staff_hours": _("Hours of staff"),
        "volunteer_hours": _("Hours of volunteers"),
        "what_happened": _("What happened"),
    }
    list_export = list(export_headings)

    def get_queryset(self):
        return records_of_the_past(now=timezone.now()).filter(page__in=self.visible_keys)

    def to_row_dict(self, facts):
        row = {name: getattr(facts, name) for name in (*PEOPLE, "staff_hours", "volunteer_hours")}
        for name in PEOPLE:
            is_known = row[name] is not None
            row[f"{name}_basis"] = getattr(facts, f"get_{name}_basis_display")() if is_known else ""
        ended = last_day(facts)
        words = {
            "title": facts.page.title,
            "address": facts.page.full_url or "",
            "format": facts.format.name if facts.format else "",
            "venue": facts.venue.name if facts.venue else "",
            "what_happened": text_of(facts.page.record),
        }
        days = {"began": day(facts.first_start), "ended": ended, "year": academic_year_words(academic_year(ended))}
        return row | days | words


def hours(number):
    return "" if number is None else f"{number:g}"


#: Clashes further away are looked for when they come nearer.
AHEAD = timedelta(days=366)


@dataclass(frozen=True)
class Warned:
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


class WarningsReport(PagesReport):
    page_title = _("Events to look at")
    index_url_name = "event_reports:warnings"
    index_results_url_name = "event_reports:warnings_results"
    filterset_class = WarningFilterSet
    export_filename = "events-to-look-at"
    columns = [
        TitleColumn("title", label=_("Event"), get_url=lambda line: reverse("wagtailadmin_pages:edit", args=[line.pk])),
        Column("kind", label=_("What"), accessor=lambda line: str(Kind(line.kind).label)),
        Column("words", label=_("More")),
    ]

    def get_queryset(self):
        """What clashes, soonest first, and then what is missing, event by event; of pages that the reader may see."""
        now = timezone.now()
        visible = set(self.visible_keys)
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
            for kind in gaps(plan, now=now):
                # What is over can still get its record; its picture is past caring for.
                if kind == Kind.RECORD or plan.last_end is None or plan.last_end > now:
                    words = unexplained.get(plan.translation_key, "") if kind == Kind.REASON else ""
                    yield Warned(plan.page_id, plan.title, kind, words)


urlpatterns = [
    path("", WarningsReport.as_view(), name="warnings"),
    path("results/", WarningsReport.as_view(results_only=True), name="warnings_results"),
    path("records/", RecordsReport.as_view(), name="records"),
    path("records/results/", RecordsReport.as_view(results_only=True), name="records_results"),
]
