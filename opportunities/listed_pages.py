"""Pages as far as lists show them, of all kinds at once, though each kind has a table of its own."""

from wagtail.models import Locale, Page

from core.models import Picture
from core.publishing import public_pages
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
    """{translation key: page} of periods: see `core.publishing.public_pages`. One query for all kinds.

    They are plain pages with a `summary` and an `image`.
    """
    kinds = sorted({row.facts.kind for row in rows})

    def read(condition):
        first, *more = (PAGE_TYPES[kind].objects.filter(condition).order_by().values_list(*COLUMNS) for kind in kinds)
        return map(_page, first.union(*more, all=True))

    return public_pages(read, (row.facts.translation_key for row in rows), locale, source="opportunity_facts")


def _page(values):
    values = iter(values)
    page = Page(**{name: next(values) for name in PAGE_COLUMNS})
    page.summary = next(values)
    page.locale = Locale(**{name: next(values) for name in LOCALE_COLUMNS})
    picture = {name: next(values) for name in PICTURE_COLUMNS}
    page.image = Picture(**picture) if picture["id"] else None
    return page
