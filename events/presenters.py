"""What the pages of events show: named by the pages themselves, see `core.publishing.presenting`."""

from datetime import UTC, timedelta
from urllib.parse import quote, urlencode, urljoin

from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils import timezone

from core.lines import printable
from core.outputs.serializers import page_of
from core.publishing.presenting import Presenter
from core.site_context import current_site_context
from core.structured_data import item_list
from core.timezones import on_clocks
from events.cards import by_month, event_cards
from events.details import details_of_draft, details_of_published
from events.filters import Filters
from events.models import EventsPage
from events.month import month_of_filters
from events.search import current_index, occurrences
from events.serializers import entries_of_page, listing_of_event, listing_of_list
from events.structured_data import event_objects

#: What is "around the same time".
NEAR = timedelta(days=7)
MOST_CARDS = 3
PAGE_SIZE = 24
#: Questions with answers that people look for as such: "talks", "free events", "what's on in Oxford".
LOOKED_FOR = ("format", "theme", "audience", "mode", "area", "access", "price", "festival", "language")
GOOGLE = "https://calendar.google.com/calendar/render"
OUTLOOK = "https://outlook.live.com/calendar/0/deeplink/compose"
OFFICE = "https://outlook.office.com/calendar/0/deeplink/compose"
#: Addresses that browsers and calendars still take; what is longer is cut, the entry's own address comes last.
MOST_WORDS = 1000


def event_context(page, *, request, now):
    event = page.details.at(now)
    related, nearby = related_cards(page, event, now=now, request=request)
    url = page.get_full_url(request)
    when = ": ".join(filter(None, (str(event.next.status_words), event.next.words))) if event.next else ""
    words = {"subject": page.title, "body": "\n\n".join(filter(None, (page.summary, when, url)))}
    return {
        "event": event,
        "related": related,
        "nearby": nearby,
        "calendar_links": calendar_links(page, event, request=request),
        "page_url": url,
        "mail_url": f"mailto:?{urlencode(words, quote_via=quote)}",
    }


def calendar_links(page, event, *, request):
    """Forms of calendars on the web with the next date filled in. Nobody is asked before the reader presses one."""
    if not event.takes_place:
        return []
    makers = {"Google": google_url, "Outlook.com": outlook_url, "Office 365": office_url}
    entries = entries_of_page(page, request=request, rows=[event.next.occurrence])
    return [{"name": name, "url": make(entry)} for entry in entries for name, make in makers.items()]


def related_cards(page, event, *, now, request):
    """Up to three other events that share a theme, and up to three that are around the same time as its next date."""
    index, site = current_index(), current_site_context().listed_site(request)
    others = {"now": now, "site": site, "without": [event.source.translation_key]}
    themes = [theme.slug for theme in event.source_themes]
    by_theme = index.coming(limit=MOST_CARDS, about={"theme": themes}, **others).keys if themes else []
    around = event.next.occurrence.starts_at if event.next else now
    window = max(around - NEAR, now), around + NEAR
    near = index.coming(limit=MOST_CARDS + len(by_theme), starting=window, **others).keys
    by_date = [key for key in near if key not in by_theme][:MOST_CARDS]
    cards = event_cards(
        occurrences([*by_theme, *by_date]),
        locale=page.locale,
        now=now,
        request=request,
        index=index,
        pictures=[page.image, *(person.row.image for person in event.people)],
    )
    return cards[: len(by_theme)], cards[len(by_theme) :]


def whats_on(page, *, request, now):
    site = current_site_context().listed_site(request)
    filters = Filters(request.GET, locale=page.locale, now=now, site=site)
    shown = _month(page, filters, request) if filters.shows_month else _list(page, filters, request)
    return {
        "filters": filters,
        "shows_past": filters.shows_past,
        "heading": filters.heading,
        "trail": [*page.breadcrumbs, page],
        "description": f"{filters.heading}. {page.summary}" if filters.heading else "",
        "has_same_query_in_every_language": filters.is_indexable,
        "language_query": filters.query,
        **shown,
    }


def _list(page, filters, request):
    listing = page_of(Paginator(filters.occurrences(), PAGE_SIZE), request)
    cards = event_cards(listing.object_list, locale=page.locale, now=filters.now, request=request, index=filters.index)
    is_by_date = filters.switched["sort"] == "date"
    url = page.get_full_url(request)
    return {
        "count": listing.paginator.count,
        "cards_page": listing,
        "page_numbers": listing.paginator.get_elided_page_range(listing.number, on_each_side=1, on_ends=1),
        "months": by_month(cards, now=filters.now, forwards=not filters.shows_past) if is_by_date else [],
        "cards": cards,
        "canonical_url": filters.canonical_url(url, number=listing.number),
        "structured_list": item_list([(card.title, urljoin(url, card.url)) for card in cards]),
    }


def _month(page, filters, request):
    month = month_of_filters(filters, locale=page.locale, request=request)
    return {
        "count": month.count,
        "month": month,
        "canonical_url": filters.canonical_url(page.get_full_url(request)),
    }


def sitemap_addresses(*, request, languages):
    """(locale, key, address, changed) of each list with one choice that has something to come, for the sitemap."""
    context = current_site_context()
    pages = EventsPage.objects.live().filter(alias_of=None, locale__in=languages).select_related("locale")
    site = context.listed_site(request)
    found = []
    for page in context.only_of_own_site(context.only_public(pages.order_by("path")), request):
        url = page.get_full_url(request)
        for question in Filters(QueryDict(), locale=page.locale, now=timezone.now(), site=site).questions:
            if question.name in LOOKED_FOR:
                choices = [(question.name, option.value) for option in question.options]
                found += [
                    (page.locale_id, (page.translation_key, *choice), f"{url}?{urlencode([choice])}", None)
                    for choice in choices
                ]
    return found


def google_url(entry):
    """Google Calendar's form with one entry filled in; "" for what has no day."""
    if not _has_day(entry):
        return ""
    return f"{GOOGLE}?" + _query(
        action="TEMPLATE",
        text=entry.headline,
        dates="/".join(_compact(at) for at in (_span(entry) if entry.is_all_day else on_clocks(*_span(entry)))),
        ctz="" if entry.is_all_day else entry.timezone,
        details=_details(entry),
        location=_location(entry),
    )


def outlook_url(entry, *, base=OUTLOOK):
    """Outlook's form with one entry filled in, for personal accounts; "" for what has no day."""
    if not _has_day(entry):
        return ""
    starts, ends = _span(entry)
    return f"{base}?" + _query(
        path="/calendar/action/compose",
        rru="addevent",
        subject=entry.headline,
        startdt=starts.isoformat(),
        enddt=ends.isoformat(),
        allday="true" if entry.is_all_day else "",
        body=_details(entry),
        location=_location(entry),
    )


def office_url(entry):
    """The same for accounts at work, a school or a university."""
    return outlook_url(entry, base=OFFICE)


def _has_day(entry):
    return entry.starts_at is not None and entry.has_day


def _span(entry):
    """From when to when as calendars want it: of whole days the day after the last one."""
    starts, ends = entry.starts, entry.ends or entry.starts
    return (starts, ends + timedelta(days=1)) if entry.is_all_day else (starts, ends)


def _compact(at):
    if not hasattr(at, "hour"):
        return f"{at:%Y%m%d}"
    return f"{at:%Y%m%dT%H%M%S}{'Z' if at.tzinfo is UTC else ''}"


def _details(entry):
    words = "\n\n".join(filter(None, (entry.notice_words, entry.summary)))[:MOST_WORDS]
    return printable("\n\n".join(filter(None, (words, entry.url))))


def _location(entry):
    return entry.place.line if entry.place else entry.online_url or entry.where


def _query(**values):
    return urlencode({name: value for name, value in values.items() if value}, quote_via=quote)


class EventPresenter(Presenter):
    details_of_published = staticmethod(details_of_published)
    details_of_draft = staticmethod(details_of_draft)
    context = staticmethod(event_context)
    listing = staticmethod(listing_of_event)
    structured_data = staticmethod(event_objects)


class EventsPresenter(Presenter):
    context = staticmethod(whats_on)
    listing = staticmethod(listing_of_list)
