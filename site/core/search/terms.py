"""What the answers of facets are called, in every language."""

from django.utils.text import slugify

from core.models import Venue

from .index import Term


def read_terms(rows, *order, title=None):
    """{slug: Term} of a taxonomy in the order editors gave it, and {key: slug}. `title` is the column with titles of lists.

    A term has the same slug in every language.
    """
    terms, slugs, ranks = {}, {}, {}
    columns = ("pk", "slug", "name", title or "name", "locale_id", *order, "sort_order", "name")
    for pk, slug, name, list_title, locale, *rank in rows.order_by("pk").values_list(*columns):
        slugs[pk] = slug
        term = terms.setdefault(slug, Term())
        term.names[locale] = name
        if title:
            term.titles[locale] = list_title
        ranks.setdefault(slug, rank)
    return {slug: terms[slug] for slug in sorted(terms, key=ranks.__getitem__)}, slugs


def read_places():
    """{slug: Term} of venues, {slug: Term} of their areas, and {key: (slug, area's slug)}.

    One finds a venue by its town, too.
    """
    venues, areas, slugs = {}, {}, {}
    for pk, slug, name, locality, locale in Venue.objects.values_list("pk", "slug", "name", "locality", "locale_id"):
        area = slugify(locality, allow_unicode=True)
        slugs[pk] = slug, area
        venue = venues.setdefault(slug, Term())
        venue.names[locale], venue.more[locale] = name, locality
        if area:
            areas.setdefault(area, Term()).names[locale] = locality
    return venues, areas, slugs
