"""Which page the facts of a published thing are edited on."""

from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from .publication import publication_of


def original_of(page):
    """The page itself, or the one an alias follows."""
    seen = set()
    while page.alias_of_id is not None and page.pk not in seen:
        seen.add(page.pk)
        page = page.alias_of.specific
    return page


def facts_of(page):
    """What is published of a page, in whichever language it was written, or None."""
    facts = publication_of(page).facts.objects
    return facts.filter(translation_key=original_of(page).translation_key).select_related("page").first()


def source_of(page):
    """The page its facts are edited on, or None where nothing is published yet."""
    facts = facts_of(page)
    return facts and facts.page


def is_source(page):
    """Whether facts are edited on this page, rather than on the page it is translated from.

    wagtail-localize knows which page was translated. Where it doesn't, or that page is gone, it is the page whose facts are
    published: the one that was published first, or the translation that inherited them.
    """
    if page.alias_of_id is not None:
        return False
    locale_id = _localized_from(page.translation_key)
    if locale_id is not None:
        return locale_id == page.locale_id
    facts = publication_of(page).facts.objects.filter(translation_key=page.translation_key)
    return facts.values_list("page_id", flat=True).first() in (None, page.pk)


def _localized_from(translation_key):
    locale_id = TranslationSource.objects.filter(object_id=translation_key).values_list("locale_id", flat=True).first()
    if locale_id is None:
        return None
    still_there = Page.objects.filter(translation_key=translation_key, locale_id=locale_id, alias_of=None).exists()
    return locale_id if still_there else None
