"""Summer schools as cards, for every list of them. The number of queries does not depend on the number of schools."""

from django.utils.translation import gettext as _
from wagtail.models import Locale

from core.cards import Badge, Card, words_of_page
from core.dates import local
from core.localized import in_language
from core.pictures import prefetch_renditions
from core.process_cache import CachedByLanguage
from core.publishing import public_pages
from core.site_context import current_site_context
from events.schools.lines import IntakeLine
from events.schools.models import SchoolFacts, SummerSchoolPage
from events.schools.states import precedence


def pages_in_language(schools, locale):
    """{translation key: page}: see `core.publishing.public_pages`."""
    pages = SummerSchoolPage.objects.select_related("image", "locale")
    pages = pages.only("title", "url_path", "summary", "translation_key", "depth", "path", "slug", "image", "locale")
    return public_pages(pages.filter, [facts.translation_key for facts in schools], locale)


def _by_precedence(rows, *, now):
    """[(facts, the run that speaks for the school)] of (facts, runs): what people can act on first comes first."""
    found = [(facts, min(runs, key=lambda run: precedence(run, now=now))) for facts, runs in rows if runs]
    return sorted(found, key=lambda row: (precedence(row[1], now=now), row[0].pk))


def school_cards(schools, *, locale, now, request=None):
    """One card for each school, by the run that speaks for it."""
    rows = [(facts, facts.runs.all()) for facts in schools.prefetch_related("runs__venue")]
    rows = _by_precedence(rows, now=now)
    pages = pages_in_language([facts for facts, _run in rows], locale)
    prefetch_renditions([page.image for page in pages.values() if page.image])
    venues = in_language([run.venue for _facts, run in rows], locale)
    return [
        _card(page, facts, run, venue, locale, now, request)
        for (facts, run), venue in zip(rows, venues, strict=True)
        if (page := pages.get(facts.translation_key))
    ]


def _card(page, facts, run, venue, locale, now, request):
    line = IntakeLine(run=run, timezone=facts.timezone, now=now)
    return Card(
        **words_of_page(page, locale=locale, request=request),
        kicker=_("Summer school"),
        starts_at=local(run.starts_at, facts.timezone),
        ends_at=local(run.ends_at, facts.timezone),
        when=line.when,
        where=venue.name if venue else "",
        badges=(
            Badge(text=line.state_words, kind=line.state_kind),
            *(Badge(text=text, kind="quiet") for text in (line.stay, line.ages, line.cost) if text),
        ),
    )


def next_schools(*, request, filters, limit, now, locale=None):
    """The live list "schools": summer schools with a run that is not over, narrowed by slugs of themes and audiences."""
    locale = locale or Locale.get_active()
    context = current_site_context()
    schools = context.only_of_site(SchoolFacts.objects.public(), context.listed_site(request), "page__path")
    schools = schools.about(**filters).filter(runs__ends_at__gt=now).distinct()
    return school_cards(schools, locale=locale, now=now, request=request)[:limit]


def teasers(*, request, now, locale):
    """Summer schools that are not over as cards without a place, beside the events."""
    context = current_site_context()
    site = context.listed_site(request)
    pages = {facts: page for page, facts in known_schools(locale) if context.is_of_site(page, site)}
    to_come = [(facts, [run for run in facts.runs.all() if run.ends_at > now]) for facts in pages]
    return [_card(pages[facts], facts, run, None, locale, now, request) for facts, run in _by_precedence(to_come, now=now)]


def _read(locale):
    schools = list(SchoolFacts.objects.public().prefetch_related("runs").order_by("pk"))
    pages = pages_in_language(schools, locale)
    return [(page, facts) for facts in schools if (page := pages.get(facts.translation_key))]


#: Kept by each process until a page changes, since what's on is the page most read.
known_schools = CachedByLanguage(_read)
