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
    rows = _sharing(rows.select_related("facts", "facts__format", "facts__page", "venue", "room"))
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
    return [entry_of(row, page, known[row.facts_id, row.venue_id], frame) for row, page in found]


def _sharing(rows):
    """The rows with one object for the facts of all dates of an event, and one for each venue, to ask and know once."""
    rows, facts, venues = list(rows), {}, {}
    for row in rows:
        row.facts = facts.setdefault(row.facts_id, row.facts)
        row.venue = venues.setdefault(row.venue_id, row.venue)
    return rows


def entries_of_page(page, *, request, rows=None):
    """Dates of one event page, in its language, from what the page has already asked for: published facts or a draft.

    All of them, or only the `rows` that are needed: there may be 366.
    """
    details = page.details
    rows = details.occurrences if rows is None else rows
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
    return [entry_of(row, page, known[row.venue_id], frame) for row in rows if row.facts_id is not None]


def news_of_page(page, *, request, now):
    """What there is to tell of one event, latest first: each change that was announced, and the event with its next date."""
    details = page.details
    published = [row for row in details.occurrences if row.facts_id is not None]
    if not published:
        return []
    next_one = next((row for row in published if not row.is_over(now=now)), published[-1])
    told = {next_one.pk, *(change.occurrence_id for change in details.changes)}
    rows = [row for row in published if row.pk in told]
    by_date = {row.pk: entry for row, entry in zip(rows, entries_of_page(page, request=request, rows=rows), strict=True)}
    shown = by_date[next_one.pk]
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
