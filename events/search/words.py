"""Looking for words, alike on every database: a word is found where a word begins with it, without accents and case.

Wagtail's own search differs from database to database and is quadratic in hits on SQLite; a list must know all that fits, to
count it. So the words of each published page are kept in one row, each word once: see `texts`.
"""

import re
import unicodedata
from functools import reduce
from operator import or_

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q

from core.site_context import current_site_context
from events.models import EventPage, SearchText

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


def joined(words):
    """Words as a row keeps them: each once, each with a space before it."""
    return " " + " ".join(sorted(set(words)))


def matching(index, text, locale):
    """The dates of events that have every word of `text`: on the page in the reader's language, or by theme, kind or place."""
    words = list(dict.fromkeys(words_of(text)))[:MOST_WORDS]
    if not words:
        return 0
    keys = _pages_with(words, locale)
    bits = index.all
    for word, found in zip(words, keys, strict=True):
        bits &= index.of_pages(found) | _named(index, word, locale)
    return bits


def _pages_with(words, locale):
    """For each word the translation keys of pages that have it: the reader's own, the source where there is none."""
    own = EventPage.objects.live().filter(locale=locale, translation_key=OuterRef("page__translation_key"))
    rows = current_site_context().only_public(SearchText.objects.all(), "page__path")
    conditions = [Q(text__contains=f" {word}") for word in words]
    # Texts are looked through first, in the order they lie, and pages only of those that fit: SQLite would begin with pages.
    fitting = SearchText.objects.filter(reduce(or_, conditions)).values("pk")
    rows = (
        rows.filter(pk__in=fitting, page__live=True)
        .filter(Q(page__locale=locale) | Q(page__facts__isnull=False) & ~Exists(own))
        .annotate(**{f"has_{n}": ExpressionWrapper(one, BooleanField()) for n, one in enumerate(conditions)})
        .values_list("page__translation_key", *(f"has_{n}" for n in range(len(words))))
    )
    found = [[] for _word in words]
    for key, *has in rows:
        for keys, is_there in zip(found, has, strict=True):
            if is_there:
                keys.append(key)
    return found


def _named(index, word, locale):
    """The dates whose kind, themes, audience, festival or place has a name with the word."""
    bits = 0
    for kind, facet in (("format", "format"), ("theme", "themes"), ("audience", "meant_for"), ("festival", "festival")):
        slugs = [slug for slug, one in index.terms[kind].items() if _begins(one.name(locale.pk), word)]
        bits |= index.any_of(facet, slugs)
    places = [pk for pk, place in index.venues.items() if _begins(f"{place.name(locale.pk)} {place.area_name}", word)]
    return bits | index.any_of("venue", places)


def _begins(name, word):
    return any(one.startswith(word) for one in words_of(name))
