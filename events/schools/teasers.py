"""Summer schools beside the events. Kept by each process until a page changes, since what's on is the page most read."""

from core.versions import PAGES, token_of
from events.schools.cards import pages_in_language, school_card
from events.schools.models import SchoolFacts
from events.schools.states import precedence

#: The token of the content, and what was read under it: {locale: [(page, facts, runs)]}.
_current = (None, {})


def teasers(*, request, now, locale):
    """Summer schools that are not over as cards without a place, what people can act on first."""
    current = []
    for page, facts, runs in _schools(locale):
        if to_come := [run for run in runs if run.ends_at > now]:
            current.append((min(to_come, key=lambda run: precedence(run, now=now)), page, facts))
    current.sort(key=lambda each: precedence(each[0], now=now))
    return [school_card(page, facts, run, None, locale, now, request) for run, page, facts in current]


def _schools(locale):
    global _current
    token = token_of(PAGES)
    if token is None:
        return _read(locale)
    known, kept = _current
    if token != known:
        kept = {}
        _current = (token, kept)
    if locale.pk not in kept:
        kept[locale.pk] = _read(locale)
    return kept[locale.pk]


def _read(locale):
    schools = list(SchoolFacts.objects.public().prefetch_related("runs").order_by("pk"))
    pages = pages_in_language([facts.translation_key for facts in schools], locale) if schools else {}
    return [(page, facts, list(facts.runs.all())) for facts in schools if (page := pages.get(facts.translation_key))]
