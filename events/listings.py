"""What is in the files behind the list of events, an event and a venue."""

from dataclasses import replace

from core.models import SiteSettings
from core.outputs import Wants
from core.outputs.listings import listing_of, part_of
from core.site_context import current_site_context
from events.filters import Filters
from events.models import Occurrence
from events.serializers import FIELDS, entries_of, news_of_page
from events.services.lifecycle import original_of


def listing_of_list(page, *, request, format, now):
    """The list as the page shows it: the same questions, and dates or events as the format wants them."""
    query = request.GET.copy()
    if format.wants is Wants.NEWS:
        query["sort"] = "newest"
    filters = Filters(query, locale=page.locale, now=now, site=current_site_context().listed_site(request))
    words = SiteSettings.for_request(request).words_for(page.locale.language_code)
    title = f"{page.title}: {filters.words}" if filters.words else page.title
    return listing(
        filters.dates() if format.wants is Wants.DATES else filters.occurrences(),
        title=f"{title} – {words.name}",
        description=page.summary,
        url=page.get_full_url(request) + _question(filters),
        locale=page.locale,
        request=request,
        format=format,
    )


def _question(filters):
    """The query string of the page that shows the same list."""
    url = filters.url(sort=None, view=None)
    return "" if url == "?" else url


def listing_of_event(page, *, request, format, now):
    """Every date of one event, over or not, as it keeps its calendar and its data; as news what was announced about it."""
    about = {
        "title": page.title,
        "description": page.summary,
        "url": page.get_full_url(request),
        "locale": page.locale,
        "request": request,
    }
    if format.wants is Wants.NEWS:
        return listing_of(news_of_page(page, request=request, now=now)[: format.limit], fields=FIELDS, **about)
    dates = Occurrence.objects.filter(facts__translation_key=original_of(page).translation_key, is_public=True)
    return listing(dates.order_by("starts_at", "pk"), format=format, page=page, **about)


def listing(rows, *, title, description, url, locale, request, format, page=None):
    """The rows as a list in one format: the first of them, or of JSON the part that `page` of the query string names.

    With a `page` all rows are dates of that event.
    """
    rows, next_url = part_of(rows, format=format, url=url, request=request)
    entries = entries_of(rows, locale=locale, request=request, page=page)
    if format.wants is Wants.NEWS:
        # News is about the event: its next date moving on is none.
        entries = [replace(entry, uid=entry.extra["event_uid"]) for entry in entries]
    about = {"title": title, "description": description, "url": url, "locale": locale, "request": request}
    return listing_of(entries, fields=FIELDS, next_url=next_url, **about)
