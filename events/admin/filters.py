"""What editors can narrow their list of events by. Each works on pages of any kind: what is no event is never found."""

import django_filters
from django.db.models import Q
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget
from wagtail.admin.views.pages.listing import PageFilterSet
from wagtail.models import Locale

from core.models import Format, Theme, Venue
from core.page_lists import LanguageFilter
from core.user_filters import BoundedUsersMixin
from events.admin.plan_filters import WHEN, lacking, planned_between, planned_when
from events.choices import Status
from events.models import DraftEvent, FestivalPage, Occurrence
from events.warnings import GAPS


class PlanFilterMixin:
    """Narrows pages by a question about their plans."""

    def pages_of(self, pages, plans):
        return pages.filter(translation_key__in=plans.values("translation_key"))


class WhenFilter(PlanFilterMixin, django_filters.ChoiceFilter):
    def filter(self, pages, value):
        return self.pages_of(pages, planned_when(value, now=timezone.now())) if value else pages


class DaysFilter(PlanFilterMixin, django_filters.DateFromToRangeFilter):
    def filter(self, pages, value):
        if not value or not (value.start or value.stop):
            return pages
        return self.pages_of(pages, planned_between(value.start, value.stop))


class MissingFilter(PlanFilterMixin, django_filters.MultipleChoiceFilter):
    def filter(self, pages, value):
        return self.pages_of(pages, lacking(value, now=timezone.now())) if value else pages


class EventLanguageFilter(PlanFilterMixin, LanguageFilter):
    """By the words of drafts: what was translated before they changed is out of date."""

    changed_at, locale = "words_changed_at", "page__locale"

    def filter(self, pages, value):
        return self.pages_of(pages, DraftEvent.objects.filter(self.question(value))) if value else pages


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

    def filter(self, pages, value):
        return self.pages_of(pages, DraftEvent.objects.filter(**{f"{self.field_name}__in": value})) if value else pages


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
    when = WhenFilter(label=_("When"), choices=WHEN, empty_label=_("Any time"), widget=RadioSelect)
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

    class Meta(PageFilterSet.Meta):
        pass
