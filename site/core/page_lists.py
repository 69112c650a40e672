"""Editors' lists of pages: what a room says about each, read for all of them at once; their languages; and finding them."""

from collections import defaultdict
from dataclasses import dataclass

import django_filters
from django.db.models import Exists, OuterRef, Q
from django.forms import CheckboxSelectMultiple
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.models import Locale, Page
from wagtail.search.backends import get_search_backend

#: More hits than anybody reads; what is searched for again with more words.
MOST_HITS = 1000
LANGUAGE_STATES = [
    ("none", _("%(language)s: not translated")),
    ("stale", _("%(language)s: out of date")),
    ("draft", _("%(language)s: draft")),
    ("live", _("%(language)s: live")),
]


class ListedColumn(Column):
    """Shows `page.listed`, which the list's view has put there, by a template in `<folder>/admin/cells`."""

    def __init__(self, name, *, folder, **kwargs):
        super().__init__(name, **kwargs)
        self.cell_template_name = f"{folder}/admin/cells/{name}.html"

    def get_value(self, instance):
        return getattr(instance, "listed", None)


class ListedPagesMixin:
    """For a list of pages. `listed` is {translation key: what its columns show}; pages of other kinds keep their places."""

    def listed(self, keys):
        raise NotImplementedError

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

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        pages = context["object_list"]
        rows = self.listed({page.translation_key for page in pages})
        for page in pages:
            page.listed = rows.get(page.translation_key)
        return context


@dataclass(frozen=True, kw_only=True)
class PageLanguage:
    """How far a page is in one language."""

    locale: Locale
    page_id: int | None = None
    is_live: bool = False
    is_stale: bool = False

    @property
    def name(self):
        return self.locale.get_display_name()


def languages_of(keys, source_of):
    """{translation key: a `PageLanguage` for every language but the source's}.

    `source_of` tells (id of its locale, when its words changed) of a key and {id of a locale: page}. A translation that is
    older than that is out of date.
    """
    names = ("translation_key", "locale_id", "live", "last_published_at", "latest_revision_created_at")
    pages = defaultdict(dict)
    for page in Page.objects.filter(translation_key__in=keys, alias_of=None).only(*names):
        pages[page.translation_key][page.locale_id] = page
    locales, found = list(Locale.objects.all()), {}
    for key, known in pages.items():
        source, changed_at = source_of(key, known)
        found[key] = [_language(one, known.get(one.pk), changed_at) for one in locales if one.pk != source]
    return found


def _language(locale, page, changed_at):
    if page is None:
        return PageLanguage(locale=locale)
    written_at = page.latest_revision_created_at
    is_stale = changed_at is not None and (written_at is None or written_at < changed_at)
    return PageLanguage(locale=locale, page_id=page.pk, is_live=page.live, is_stale=is_stale)


class LanguageFilter(django_filters.MultipleChoiceFilter):
    """Narrows by how far things are in a language: "stale:cy"."""

    #: Where the filtered rows say when their words changed, and in which language they are.
    changed_at, locale = "last_published_at", "locale"

    def __init__(self, **kwargs):
        super().__init__(label=_("Languages"), choices=language_choices, widget=CheckboxSelectMultiple, **kwargs)

    def filter(self, rows, value):
        return rows.filter(self.question(value)) if value else rows

    def question(self, value):
        wanted = Q()
        for choice in value:
            state, _colon, code = choice.partition(":")
            pages = Page.objects.filter(translation_key=OuterRef("translation_key"), locale__language_code=code, alias_of=None)
            stale = Q(latest_revision_created_at=None) | Q(latest_revision_created_at__lt=OuterRef(self.changed_at))
            wanted |= {
                "none": ~Q(Exists(pages)),
                "stale": Q(Exists(pages.filter(stale))),
                "draft": Q(Exists(pages.filter(live=False))),
                "live": Q(Exists(pages.filter(live=True))),
            }[state] & ~Q(**{f"{self.locale}__language_code": code})
        return wanted


def language_choices():
    return [
        (f"{state}:{locale.language_code}", words % {"language": locale.get_display_name()})
        for locale in Locale.objects.exclude(pk=Locale.get_default().pk)
        for state, words in LANGUAGE_STATES
    ]
