"""Festivals above the list of events. Kept by each process until a page changes, since what's on is the page most read."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.cards import Badge
from core.dates import days_words
from core.process_cache import CachedByLanguage
from core.publishing import public_pages
from core.site_context import current_site_context
from events.festivals.hours import read
from events.festivals.models import Festival, FestivalPage


@dataclass(frozen=True, kw_only=True)
class Teaser:
    """One festival in a line: what it is called and when it is."""

    title: str
    url: str
    dates: str
    badges: tuple = ()
    lang: str = ""


def teasers(*, request, now, locale):
    """Festivals that are not over, the soonest first."""
    context = current_site_context()
    site = context.listed_site(request)
    known = [(page, one) for page, one in known_festivals(locale) if context.is_of_site(page, site)]
    to_come = [(page, one) for page, one in known if one.ends_at and one.ends_at > now]
    return [_teaser(page, one, locale=locale, now=now, request=request) for page, one in to_come]


def _teaser(page, festival, *, locale, now, request):
    days = read(festival.hours, festival.timezone)
    lang = "" if page.locale_id == locale.pk else page.locale.language_code
    return Teaser(
        title=page.title,
        url=page.get_url(request),
        dates=days_words(days[0].day, days[-1].day),
        badges=(Badge(text=_("On now"), kind="good"),) if festival.is_on(now=now) else (),
        lang=lang,
    )


def _read(locale):
    festivals = list(Festival.objects.public().order_by("starts_at", "pk"))
    pages = FestivalPage.objects.select_related("locale")
    pages = pages.only("title", "url_path", "translation_key", "depth", "path", "slug", "locale")
    found = public_pages(pages.filter, (one.translation_key for one in festivals), locale, source="festival")
    return [(found[one.translation_key], one) for one in festivals if one.translation_key in found]


known_festivals = CachedByLanguage(_read)
