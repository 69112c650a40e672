"""What somebody types into a search box of the editors' side, made into something that every database can look for."""

from copy import copy
from functools import cache

from modelsearch.query import MATCH_NONE, Phrase, PlainText
from wagtail.search.backends import database

from core.lines import printable

LONGEST = 255
#: Each word is one more level of a query, which SQLite's search builds with a function that calls itself.
MOST_WORDS = 20


def plain_words(text):
    """At most so many words, without what a database takes for its own language: a quotation mark ends a phrase on SQLite."""
    return " ".join(printable(str(text)[:LONGEST]).replace('"', " ").split()[:MOST_WORDS])


def _cleaned(query):
    if isinstance(query, PlainText | Phrase):
        cleaned = copy(query)
        cleaned.query_string = plain_words(query.query_string)
        return cleaned if cleaned.query_string else MATCH_NONE
    return (plain_words(query) or MATCH_NONE) if isinstance(query, str) else query


class PlainWordsMixin:
    """For a search backend: whatever is asked is asked in plain words. Of no words nothing is found."""

    def search(self, query, *args, **kwargs):
        return super().search(_cleaned(query), *args, **kwargs)

    def autocomplete(self, query, *args, **kwargs):
        return super().autocomplete(_cleaned(query), *args, **kwargs)


@cache
def _in_plain_words(backend):
    return type(f"PlainWords{backend.__name__}", (PlainWordsMixin, backend), {})


def SearchBackend(params):
    """Wagtail's own search in the database at hand. Named in WAGTAILSEARCH_BACKENDS, which looks for this name."""
    return _in_plain_words(type(database.SearchBackend(params)))(params)
