"""What is in the files behind the list of opportunities and behind one of them."""

from django.http import QueryDict
from django.utils import timezone

from core.models import SiteSettings
from core.outputs import Wants
from core.outputs.listings import listing_of, part_of
from core.outputs.openapi import PAGE, ApiList, Parameter, parameters_of
from core.site_context import current_site_context
from opportunities.filters import OPENED, Filters
from opportunities.models import OpportunitiesPage, StateInterval

from .fields import FIELDS
from .serializers import Writer

#: Of an opportunity, the calendar shows every deadline to come.
CALENDAR = "ics"


def listing_of_list(page, *, request, format, now):
    """The list as the page shows it: the same questions; in a calendar the deadlines of what fits."""
    filters = Filters(request.GET, locale=page.locale, now=now, site=current_site_context().listed_site(request))
    rows = filters.rows_in_order(OPENED if format.wants is Wants.NEWS else filters.sort)
    words = SiteSettings.for_request(request).words_for(page.locale.language_code)
    query = f"?{filters.url().removeprefix('?')}" if filters.parameters else ""
    return _listing(
        rows,
        title=f"{page.title} – {words.name}",
        description=page.summary,
        url=f"{page.get_full_url(request)}{query}",
        locale=page.locale,
        request=request,
        format=format,
        now=now,
    )


def listing_of_opportunity(page, *, request, format, now):
    """One opportunity, over or not: its deadlines as a calendar, or all that is known of it."""
    rows = StateInterval.objects.filter(facts__translation_key=page.translation_key, is_public=True)
    return _listing(
        list(rows.at(now).select_related("facts", "round")),
        title=page.title,
        description=page.summary,
        url=page.get_full_url(request),
        locale=page.locale,
        request=request,
        format=format,
        now=now,
    )


def _listing(rows, *, title, description, url, locale, request, format, now):
    rows, next_url = part_of(rows, format=format, url=url, request=request)
    writer = Writer(rows, locale=locale, now=now, request=request)
    entries = writer.deadlines() if format.extension == CALENDAR else writer.opportunities()
    about = {"title": title, "description": description, "url": url, "locale": locale, "request": request}
    return listing_of(entries[: format.limit], fields=FIELDS, next_url=next_url, **about)


def api_lists(*, request):
    """The JSON lists of opportunities, for the API description."""
    slug = Parameter(name="opportunity", description="The last part of the opportunity's address.", is_in_path=True)
    described = []
    context = current_site_context()
    pages = context.only_of_own_site(context.only_public(OpportunitiesPage.objects.live()), request)
    for page in pages.select_related("locale").order_by("path"):
        path = page.get_url_parts(request)[2]
        language = page.locale.language_code
        described += [
            ApiList(
                path=f"{path}opportunities.json",
                kind="Opportunities",
                summary=f"Opportunities that are open or to come, in the language {language}, what closes soonest first.",
                fields=FIELDS,
                parameters=(*parameters_of(Filters(QueryDict(), locale=page.locale, now=timezone.now())), PAGE),
            ),
            ApiList(
                path=f"{path}{{opportunity}}/opportunity.json",
                kind="Opportunities",
                summary=f"One opportunity, in the language {language}.",
                fields=FIELDS,
                parameters=(slug, PAGE),
            ),
        ]
    return described
