"""Looking for words, alike on every database: a word is found where a word begins with it, without accents and case.

Wagtail's own search differs from database to database and is quadratic in hits on SQLite; a list must know all that fits, to
count it. So the words of each published page are kept in one row, each word once.
docs/decisions/0061-words-are-looked-for-in-rows-of-our-own.md
"""

import re
import unicodedata
from functools import reduce
from operator import or_
from typing import Protocol

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from wagtail.models import Page

from core.models import SearchText
from core.site_context import current_site_context

#: More words than this are not looked for.
MOST_WORDS = 8
#: Longer words than this are cut.
LONGEST_WORD = 40
WORD = re.compile(r"[^\W_]+")
#: Letters that Arabic writes in more than one way, and the line that stretches words.
ARABIC = str.maketrans({"ى": "ي", "ة": "ه", "ـ": None})


def words_of(text):
    """The words of a text as they are compared: no accents, no capitals, no Arabic article."""
    plain = unicodedata.normalize("NFKD", text).translate(ARABIC).casefold()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return [_without_article(word)[:LONGEST_WORD] for word in WORD.findall(plain)]


def _without_article(word):
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


class WordFinder(Protocol):
    """Whoever finds words: rows of the database, a programme in memory, a search engine."""

    def pages_with(self, words, locale):
        """For each of some words, of which there is at least one, the translation keys of the public pages that have it: in the
        reader's language, or in that of their facts where there is no page in the reader's.
        """


def matching(index, text, locale):
    """The rows of items that have every word of `text`: on their page, or in the name of a term."""
    words = list(dict.fromkeys(words_of(text)))[:MOST_WORDS]
    if not words:
        return 0
    bits = index.all
    for word, keys in zip(words, index.finder.pages_with(words, locale), strict=True):
        bits &= index.of_pages(keys) | _named(index, word, locale)
    return bits


def _named(index, word, locale):
    """The rows with a term that has a name with the word."""
    bits = 0
    for facet in index.named:
        terms = index.terms[facet].items()
        bits |= index.any_of(facet, [value for value, term in terms if begins(words_of(term.words(locale)), word)])
    return bits


def begins(words, word):
    """Whether any of the words begins with this one."""
    return any(one.startswith(word) for one in words)


class StoredWords:
    """Words in rows of the database, for the pages of one kind. `sources`: a queryset of the pages that facts are edited on."""

    def __init__(self, sources):
        self.sources = sources

    def pages_with(self, words, locale):
        own = Page.objects.live().filter(locale=locale, translation_key=OuterRef("page__translation_key"))
        conditions = [Q(text__contains=f" {word}") for word in words]
        # Texts are looked through first, as they lie, and pages only of those that fit: SQLite would begin with pages.
        fitting = SearchText.objects.filter(reduce(or_, conditions)).values("pk")
        rows = (
            current_site_context()
            .only_public(SearchText.objects.filter(pk__in=fitting, page__live=True), "page__path")
            .filter(Q(page__locale=locale) | Q(page__in=self.sources) & ~Exists(own))
            .annotate(**{f"has_{n}": ExpressionWrapper(one, BooleanField()) for n, one in enumerate(conditions)})
            .values_list("page__translation_key", *(f"has_{n}" for n in range(len(words))))
        )
        found = [[] for _word in words]
        for key, *has in rows:
            for keys, is_there in zip(found, has, strict=True):
                if is_there:
                    keys.append(key)
        return found


def store_words(texts):
    """Keep what is said on each page, so that its words are found: {page's key: text}."""
    rows = [SearchText(page_id=page, text=joined(words_of(text))) for page, text in texts.items()]
    SearchText.objects.bulk_create(rows, update_conflicts=True, unique_fields=["page"], update_fields=["text"])


def joined(words):
    """Words as a row keeps them: each once, each with a space before it."""
    return " " + " ".join(sorted(set(words)))
