"""Looking for words in opportunities, as in events: see `events.search.words`."""

from functools import reduce
from operator import or_

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from wagtail.models import Page

from core.fields import StreamField
from core.site_context import current_site_context
from events.search.words import MOST_WORDS, joined, words_of
from opportunities.models import OpportunityWords

#: Plain text that is looked for besides stories, where a kind has it.
TEXTS = ("title", "summary", "when", "works_with", "eligible_costs", "ineligible_costs")
#: What answers questions instead of telling a story.
NOT_TOLD = ("eligibility",)
NAMED = ("theme", "audience", "funder", "place", "role", "stage", "organisation")


def keep_words(page):
    """Keep the words of a page that has been published."""
    OpportunityWords.objects.update_or_create(page_id=page.pk, defaults={"text": search_text_of(page)})


def search_text_of(page):
    parts = [getattr(page, name, "") for name in TEXTS]
    for field in page._meta.get_fields():
        if isinstance(field, StreamField) and field.name not in NOT_TOLD:
            block = getattr(page, field.name)
            parts += block.stream_block.get_searchable_content(block)
    return joined(words_of(" ".join(map(str, parts))))


def matching(snapshot, text, locale):
    """The opportunities that have every word of `text`: on the page in the reader's language, or in the name of a term."""
    words = list(dict.fromkeys(words_of(text)))[:MOST_WORDS]
    if not words:
        return 0
    bits = snapshot.all
    for word, keys in zip(words, _pages_with(words, locale), strict=True):
        bits &= snapshot.of_keys(keys) | _named(snapshot, word, locale)
    return bits


def _pages_with(words, locale):
    """For each word the translation keys of pages that have it: the reader's own, the source where there is none."""
    own = Page.objects.filter(locale=locale, live=True, translation_key=OuterRef("page__translation_key"))
    conditions = [Q(text__contains=f" {word}") for word in words]
    rows = (
        current_site_context()
        .only_public(OpportunityWords.objects.filter(reduce(or_, conditions), page__live=True), "page__path")
        .filter(Q(page__locale=locale) | Q(page__opportunity_facts__isnull=False) & ~Exists(own))
        .annotate(**{f"has_{n}": ExpressionWrapper(one, BooleanField()) for n, one in enumerate(conditions)})
        .values_list("page__translation_key", *(f"has_{n}" for n in range(len(words))))
    )
    found = [[] for _word in words]
    for key, *has in rows:
        for keys, is_there in zip(found, has, strict=True):
            if is_there:
                keys.append(key)
    return found


def _named(snapshot, word, locale):
    bits = 0
    for facet in NAMED:
        slugs = [
            slug
            for slug, names in snapshot.words[facet].items()
            if any(one.startswith(word) for one in words_of(names.get(locale.pk, "")))
        ]
        bits |= snapshot.any_of(facet, slugs)
    return bits
