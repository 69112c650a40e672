"""Facts refer to terms in the language they were written in; readers see them in theirs."""

from wagtail.models import Locale


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


def reader_locale(locale=None):
    return locale or Locale.get_active()
