"""What events came to, in numbers, to read and to take along."""

from datetime import date, timedelta

import django_filters
from django.db.models import Exists, Max, Min, OuterRef
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Locale, Page
from wagtail.permissions import policy_registry

from core.models import Format
from core.rollover import FIRST_MONTH, academic_year, academic_year_words
from core.timezones import day_begins
from events.choices import Basis
from events.imports.columns import text_of
from events.models import EventFacts, Occurrence

PEOPLE = ("attended_free", "attended_paid", "attended_online")
#: What calendars hold, so that an absurd year in an address is no year.
YEARS = range(1900, 2200)


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
    """The academic year in which an event ended."""

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
        label=gettext_lazy("Academic year"),
        choices=lambda: academic_years(now=timezone.now()),
        empty_label=gettext_lazy("All years"),
        widget=RadioSelect,
    )
    told = ToldFilter(
        label=gettext_lazy("Record"),
        choices=[("told", gettext_lazy("With a record")), ("silent", gettext_lazy("Without a record"))],
        empty_label=gettext_lazy("Both"),
        widget=RadioSelect,
    )
    format = django_filters.ModelMultipleChoiceFilter(
        field_name="format__slug",
        to_field_name="slug",
        label=gettext_lazy("Format"),
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


class RecordsReport(ReportView):
    page_title = gettext_lazy("Records of events")
    header_icon = "clipboard-list"
    index_url_name = "event_reports:records"
    index_results_url_name = "event_reports:records_results"
    filterset_class = RecordFilterSet
    export_filename = "records-of-events"
    any_permission_required = {"add", "change", "publish"}
    columns = [
        TitleColumn(
            "title",
            label=gettext_lazy("Event"),
            accessor="page.title",
            get_url=lambda facts: reverse("wagtailadmin_pages:edit", args=[facts.page_id]) + "#tab-afterwards",
        ),
        Column("ended", label=gettext_lazy("Ended"), accessor=lambda facts: date_format(last_day(facts), "j F Y")),
        Column("format", label=gettext_lazy("Format"), accessor=lambda facts: facts.format or ""),
        PeopleColumn("attended_free", label=gettext_lazy("Free")),
        PeopleColumn("attended_paid", label=gettext_lazy("Paid")),
        PeopleColumn("attended_online", label=gettext_lazy("Online")),
        Column("staff_hours", label=gettext_lazy("Hours of staff"), accessor=lambda facts: hours(facts.staff_hours)),
        Column(
            "volunteer_hours", label=gettext_lazy("Hours of volunteers"), accessor=lambda facts: hours(facts.volunteer_hours)
        ),
        Column(
            "has_record",
            label=gettext_lazy("What happened"),
            accessor=lambda facts: _("told") if facts.has_record else "",
        ),
    ]
    export_headings = {
        "title": gettext_lazy("Event"),
        "address": gettext_lazy("Address"),
        "began": gettext_lazy("First day"),
        "ended": gettext_lazy("Last day"),
        "year": gettext_lazy("Academic year"),
        "format": gettext_lazy("Format"),
        "venue": gettext_lazy("Venue"),
        "attended_free": gettext_lazy("People who came, free"),
        "attended_free_basis": gettext_lazy("How we know (free)"),
        "attended_paid": gettext_lazy("People who came, paid"),
        "attended_paid_basis": gettext_lazy("How we know (paid)"),
        "attended_online": gettext_lazy("People who took part online"),
        "attended_online_basis": gettext_lazy("How we know (online)"),
        "staff_hours": gettext_lazy("Hours of staff"),
        "volunteer_hours": gettext_lazy("Hours of volunteers"),
        "what_happened": gettext_lazy("What happened"),
    }
    list_export = list(export_headings)

    @cached_property
    def permission_policy(self):
        return policy_registry.get_by_type(Page)

    def get_queryset(self):
        visible = self.permission_policy.explorable_instances(self.request.user)
        return records_of_the_past(now=timezone.now()).filter(page__in=visible.values("pk"))

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
