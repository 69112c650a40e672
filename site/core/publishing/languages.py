"""The page that a reader of one language is shown of something that is published in several."""

from django.db.models import Q

from core.site_context import current_site_context


def public_pages(read, keys, locale, *, source="facts"):
    """{translation key: page}: of each thing the public page in `locale`, else its source page, else any that is public.

    `read` gives pages for a condition; `source` is the related name by which a page has its facts. One query, and a second one
    where a source page is not published itself. A page that needs a password or login lends nobody its words.
    """
    keys = set(keys)
    if not keys:
        return {}
    first = Q(locale=locale) | Q(**{f"{source}__isnull": False})
    found = first_choice(read(Q(translation_key__in=keys, live=True) & first), locale)
    if missing := keys - found.keys():
        found |= first_choice(read(Q(translation_key__in=missing, live=True)), locale)
    return found


def first_choice(pages, locale):
    """{translation key: page}: of pages in several languages the public one in `locale`, else whichever comes first."""
    context, found = current_site_context(), {}
    for page in pages:
        if context.is_public(page) and (page.translation_key not in found or page.locale_id == locale.pk):
            found[page.translation_key] = page
    return found
