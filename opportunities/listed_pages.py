"""Pages as far as lists show them, of all kinds at once, though each kind has a table of its own."""

from django.db.models import Q
from wagtail.models import Locale, Page

from core.models import Picture
from core.site_context import current_site_context
from opportunities.models import PAGE_TYPES

#: What lists need of a page; every kind has these.
PAGE_COLUMNS = (
    "pk", "title", "url_path", "translation_key", "depth", "path", "slug", "first_published_at", "last_published_at",
)  # fmt: skip
LOCALE_COLUMNS = ("pk", "language_code")
PICTURE_COLUMNS = [field.attname for field in Picture._meta.concrete_fields]
COLUMNS = [
    *PAGE_COLUMNS,
    "summary",
    *(f"locale__{name}" for name in LOCALE_COLUMNS),
    *(f"image__{name}" for name in PICTURE_COLUMNS),
]


def pages_in_language(rows, locale):
    """{translation key: page} of periods, with the public page in `locale`, else the source page. One query for all kinds.

    They are plain pages with a `summary` and an `image`. A translation that needs a password or login lends nobody its words.
    """
    keys = {}
    for row in rows:
        keys.setdefault(row.facts.kind, set()).add(row.facts.translation_key)
    queries = [_values(PAGE_TYPES[kind], some, locale) for kind, some in sorted(keys.items())]
    frame = current_site_context()
    found = {}
    for values in queries[0].union(*queries[1:], all=True) if queries else ():
        page = _page(values)
        if frame.is_public(page) and (page.translation_key not in found or page.locale_id == locale.pk):
            found[page.translation_key] = page
    return found


def _values(model, keys, locale):
    pages = model.objects.filter(Q(locale=locale) | Q(opportunity_facts__isnull=False), translation_key__in=keys, live=True)
    return pages.order_by().values_list(*COLUMNS)


def _page(values):
    values = iter(values)
    page = Page(**{name: next(values) for name in PAGE_COLUMNS})
    page.summary = next(values)
    page.locale = Locale(**{name: next(values) for name in LOCALE_COLUMNS})
    picture = {name: next(values) for name in PICTURE_COLUMNS}
    page.image = Picture(**picture) if picture["id"] else None
    return page
