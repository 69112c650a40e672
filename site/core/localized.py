"""Facts refer to terms in the language they were written in; readers see them in theirs."""

from django.utils.translation import get_language
from wagtail.coreutils import get_supported_content_language_variant

from core.site_context import current_site_context


def in_language(terms, locale):
    """The same terms in the same order, each in `locale` where it is translated. One query for each kind of term.

    `None`s are passed through, so that a list of optional terms keeps its places.
    """
    terms = list(terms)
    kinds = {}
    for term in terms:
        if term is not None and term.locale_id != locale.pk:
            kinds.setdefault(type(term), set()).add(term.translation_key)
    translated = {
        (kind, one.translation_key): one
        for kind, keys in kinds.items()
        for one in kind.objects.filter(locale=locale, translation_key__in=keys)
    }
    return [term and translated.get((type(term), term.translation_key), term) for term in terms]


def translator(terms, locale):
    """`in_language` of all of these at once, as a function that gives each of them. None stays None."""
    terms = {(type(term), term.pk): term for term in terms if term is not None}
    translated = dict(zip(terms, in_language(terms.values(), locale), strict=True))
    return lambda term: term and translated[type(term), term.pk]


def in_readers_language(page):
    """Wagtail's `page.localized`, without asking each time which language the reader's is."""
    locale = current_site_context().locales.get(page.locale_id)
    is_readers = locale and locale.language_code == get_supported_content_language_variant(get_language())
    return page if is_readers else page.localized
