from dataclasses import replace
from itertools import chain

from django.db.models import Prefetch, prefetch_related_objects

from core.changelog.log import lines_of
from core.localized import translator
from core.models import PublicChange, VenueAccess
from core.publishing import original_of
from events.changelog import THING
from events.lines import worded
from events.models import EventAccess, EventFacts
from events.models.facts import TERM_LISTS
from events.services.spans import occurrence_of

from .access import EventPlace, access_lines
from .one import EventDetails

#: Rows whose facts are the source page's and whose words are the reader's.
WORDED = ("people", "programme")


def details_of_published(page):
    """From the rows that publishing wrote; None before the first publication."""
    own_access = Prefetch("page__access", EventAccess.objects.select_related("feature"))
    facts = (
        EventFacts.objects.filter(translation_key=original_of(page).translation_key)
        .select_related("format", "venue", "room", "page__locale")
        .prefetch_related(*TERM_LISTS, own_access, "page__people__image", "page__programme")
        .first()
    )
    if facts is None:
        return None
    occurrences = list(facts.occurrences.select_related("venue", "room").order_by("starts_at", "pk"))
    for one in occurrences:
        one.facts = facts
    lists = {name: list(getattr(facts, name).all()) for name in TERM_LISTS}
    return _details(
        page, facts, occurrences, lists, source=facts.page, changes=PublicChange.objects.about(THING, facts.translation_key)
    )


def details_of_draft(page):
    """From the page's own unsaved fields, for previews and pages never published."""
    occurrences = sorted((occurrence_of(date, page) for date in page.dates.all()), key=lambda one: one.starts_at)
    lists = {name: list(getattr(page, name).all()) for name in TERM_LISTS}
    return _details(page, page, occurrences, lists, source=page, changes=[])


def _details(page, facts, occurrences, lists, *, source, changes):
    places = _places([facts, *occurrences], source.access.all())
    features = [line.feature for place in places.values() for line in place.access]
    venues = [place.venue for place in places.values()]
    shown = translator([facts.format, *venues, *features, *chain.from_iterable(lists.values())], page.locale)
    own = {"people": (), "programme": ()} if source.pk == page.pk else {name: getattr(page, name).all() for name in WORDED}
    return EventDetails(
        facts=facts,
        occurrences=occurrences,
        format=shown(facts.format),
        places={
            key: EventPlace(
                venue=shown(place.venue), access=[replace(line, feature=shown(line.feature)) for line in place.access]
            )
            for key, place in places.items()
        },
        log=lines_of(changes, language=page.locale.language_code),
        source_themes=lists["themes"],
        source=source,
        page=page,
        **{name: worded(getattr(source, name).all(), own[name], page=page, source=source) for name in WORDED},
        **{name: [shown(term) for term in terms] for name, terms in lists.items()},
    )


def _places(rows, event_access):
    """{key of a venue: Place} of everywhere that an event's dates are; None for what has no place."""
    venues = {row.venue_id: row.venue for row in rows if row.venue_id}
    prefetch_related_objects([*venues.values()], Prefetch("access", VenueAccess.objects.select_related("feature")))
    places = {key: EventPlace(venue=venue, access=access_lines(venue, event_access)) for key, venue in venues.items()}
    return {None: EventPlace(venue=None, access=access_lines(None, event_access)), **places}
