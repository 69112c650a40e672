from dataclasses import replace
from uuid import uuid5

from django.db.models import prefetch_related_objects

from core.pictures import prefetch_renditions
from events.cards import pages_in_language
from events.models import Change
from events.models.facts import TERM_LISTS

from .known import Frame, Known, known_of
from .one import entry_of


def entries_of(rows, *, locale, request, page=None):
    """One entry for each occurrence, in the order given, in the reader's language where there is a translation.

    With a `page` all of them are dates of that very page, which the reader may see since they have asked for it.
    """
    rows = list(rows.select_related("facts", "facts__format", "facts__page", "venue", "room"))
    prefetch_related_objects(
        rows,
        *(f"facts__{name}" for name in TERM_LISTS),
        "facts__page__access__feature",
        "venue__access__feature",
    )
    keys = {row.facts.translation_key for row in rows}
    pages = dict.fromkeys(keys, page) if page else pages_in_language(keys, locale)
    prefetch_renditions([page.image for page in pages.values() if page.image])
    changes = Change.objects.filter(facts__in={row.facts_id for row in rows}).order_by("announced_at", "pk")
    frame = Frame.of(request, locale, changes)
    found = [(row, page) for row in rows if (page := pages.get(row.facts.translation_key))]
    known = known_of([row for row, _page in found], locale)
    return [entry_of(row, page, each, frame) for (row, page), each in zip(found, known, strict=True)]


def entries_of_page(page, *, request):
    """All dates of one event page, in its language, from what the page has already asked for: published facts or a draft."""
    details = page.details
    frame = Frame.of(request, page.locale, reversed(details.changes))
    known = {
        key: Known(
            format=details.format,
            venue=place.venue,
            themes=details.themes,
            meant_for=details.meant_for,
            open_to=details.open_to,
            partners=details.partners,
            access=place.access,
        )
        for key, place in details.places.items()
    }
    return [entry_of(row, page, known[row.venue_id], frame) for row in details.occurrences if row.facts_id is not None]


def news_of_page(page, *, request, now):
    """What there is to tell of one event, latest first: each change that was announced, and the event with its next date."""
    details = page.details
    entries = entries_of_page(page, request=request)
    if not entries:
        return []
    shown = next((one for one in entries if not one.is_over(now=now)), entries[-1])
    by_date = {row.pk: entry for row, entry in zip(details.occurrences, entries, strict=True)}
    key = details.facts.translation_key
    changes = [
        replace(
            by_date.get(change.occurrence_id, shown),
            uid=str(uuid5(key, f"change-{change.pk}")),
            notice=change.get_status_display(),
            reason=change.reason_in(page.locale.language_code)[0],
            published=change.announced_at,
            modified=change.announced_at,
        )
        for change in details.changes
    ]
    return [*changes, replace(shown, uid=str(key))]
