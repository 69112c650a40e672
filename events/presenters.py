"""What the pages of events show: named by the pages themselves, see `core.publishing.presenting`."""

from datetime import timedelta
from urllib.parse import quote, urlencode

from core.publishing.presenting import Presenter
from core.site_context import current_site_context
from events.calendars import google_url, office_url, outlook_url
from events.cards import event_cards
from events.details import details_of_draft, details_of_published
from events.search import current_index, occurrences
from events.serializers import entries_of_page, listing_of_event, listing_of_list
from events.structured_data import event_objects
from events.whats_on import whats_on

#: What is "around the same time".
NEAR = timedelta(days=7)
MOST_CARDS = 3


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


class EventPresenter(Presenter):
    details_of_published = staticmethod(details_of_published)
    details_of_draft = staticmethod(details_of_draft)
    context = staticmethod(event_context)
    listing = staticmethod(listing_of_event)
    structured_data = staticmethod(event_objects)


class EventsPresenter(Presenter):
    context = staticmethod(whats_on)
    listing = staticmethod(listing_of_list)
