"""Summer schools beside the events. Kept by each process until a page changes, since what's on is the page most read."""

from core.process_cache import CachedByLanguage
from core.site_context import current_site_context
from events.schools.cards import pages_in_language, school_card
from events.schools.models import SchoolFacts
from events.schools.states import precedence


def teasers(*, request, now, locale):
    """Summer schools that are not over as cards without a place, what people can act on first."""
    context = current_site_context()
    site = context.listed_site(request)
    current = []
    for page, facts, runs in known_schools(locale):
        if context.is_of_site(page, site) and (to_come := [run for run in runs if run.ends_at > now]):
            current.append((min(to_come, key=lambda run: precedence(run, now=now)), page, facts))
    current.sort(key=lambda each: precedence(each[0], now=now))
    return [school_card(page, facts, run, None, locale, now, request) for run, page, facts in current]


def _read(locale):
    schools = list(SchoolFacts.objects.public().prefetch_related("runs").order_by("pk"))
    pages = pages_in_language([facts.translation_key for facts in schools], locale) if schools else {}
    return [(page, facts, list(facts.runs.all())) for facts in schools if (page := pages.get(facts.translation_key))]


known_schools = CachedByLanguage(_read)
