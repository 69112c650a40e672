"""Dates of events as entries for every output, and what is in the files behind the list of events, an event and a venue.

The number of queries does not depend on the number of dates.
"""

from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid5

from django.db.models import prefetch_related_objects
from wagtail.models import Site

from core.choices import AccessAnswer, AttendanceMode
from core.localized import translator
from core.models import AccessFeature, PublicChange, SiteSettings
from core.outputs import Entry, Place, Wants, extra_field
from core.outputs.fields import TEXTS
from core.outputs.serializers import Serializer, contact_of, listing_of, listing_of_page, part_of
from core.pictures import prefetch_renditions
from core.publishing import original_of
from core.site_context import current_site_context
from events import choices
from events.cards import pages_in_language
from events.changelog import THING
from events.details import access_lines
from events.filters import Filters
from events.formatting import when_words, where_words
from events.models import Occurrence
from events.models.facts import TERM_LISTS
from events.prices import price_of

#: What a date of an event has besides what every entry has.
FIELDS = (
    extra_field("event_uid", "The same for all dates of one event, in every language."),
    extra_field("format", "What kind of event: talk, workshop, tour."),
    extra_field("themes", "What it is about.", TEXTS),
    extra_field("meant_for", "Whom it is made for.", TEXTS),
    extra_field("open_to", "Who may come.", TEXTS),
    extra_field("access", "Access features that are there.", TEXTS),
    extra_field("access_on_request", "Access features that are there if somebody asks.", TEXTS),
    extra_field("supervision", "Who must come with children."),
    extra_field("languages", "Codes of the languages spoken or signed.", TEXTS),
    extra_field("partners", "Who runs it together with the organiser.", TEXTS),
    extra_field("booking", "`none`, `drop-in`, `external` or `here`."),
    extra_field("booking_url", "Where to book, if not on this site."),
    extra_field("note", "What is special about this date."),
)
#: What belongs to the place rather than to what happens there.
OF_THE_PLACE = (AccessFeature.Group.BUILDING, AccessFeature.Group.COMFORT)
KNOWN_ANSWERS = (AccessAnswer.YES, AccessAnswer.NO)


def listing_of_list(page, *, request, format, now):
    """The list as the page shows it: the same questions, and dates or events as the format wants them."""
    query = request.GET.copy()
    if format.wants is Wants.NEWS:
        query["sort"] = "newest"
    filters = Filters(query, locale=page.locale, now=now, site=current_site_context().listed_site(request))
    name = SiteSettings.for_request(request).words_for(page.locale.language_code).name
    title = f"{page.title}: {filters.words}" if filters.words else page.title
    question = filters.url(sort=None, view=None)
    return listing(
        filters.dates() if format.wants is Wants.DATES else filters.occurrences(),
        title=f"{title} – {name}",
        description=page.summary,
        # The page that shows the same list.
        url=page.get_full_url(request) + ("" if question == "?" else question),
        locale=page.locale,
        request=request,
        format=format,
    )


def listing_of_event(page, *, request, format, now):
    """Every date of one event, over or not, as it keeps its calendar and its data; as news what was announced about it."""
    if format.wants is Wants.NEWS:
        return listing_of_page(
            page, news_of_page(page, request=request, now=now)[: format.limit], request=request, fields=FIELDS
        )
    dates = Occurrence.objects.filter(facts__translation_key=original_of(page).translation_key, is_public=True)
    return listing(
        dates.order_by("starts_at", "pk"),
        format=format,
        page=page,
        title=page.title,
        description=page.summary,
        url=page.get_full_url(request),
        locale=page.locale,
        request=request,
    )


def listing(rows, *, format, request, locale, url, page=None, **about):
    """The rows as a list in one format: the first of them, or of JSON the part that `page` of the query string names.

    With a `page` all rows are dates of that event.
    """
    rows, next_url = part_of(rows, format=format, url=url, request=request)
    entries = entries_of(rows, locale=locale, request=request, page=page)
    if format.wants is Wants.NEWS:
        # News is about the event: its next date moving on is none.
        entries = [replace(entry, uid=entry.extra["event_uid"]) for entry in entries]
    return listing_of(entries, fields=FIELDS, next_url=next_url, url=url, locale=locale, request=request, **about)


@dataclass(frozen=True, kw_only=True)
class EventTerms:
    """What the dates of one event at one place refer to, in the reader's language."""

    format: Any
    venue: Any
    themes: list
    meant_for: list
    open_to: list
    partners: list
    access: list  # of `events.details.AccessLine`

    def features(self, answer):
        return [line.feature.name for line in self.access if line.answer == answer]


class EventSerializer(Serializer):
    """Occurrences as entries. `changes` are what was announced about them, oldest first."""

    def __init__(self, *, locale, request, changes):
        super().__init__(locale=locale, request=request)
        site = Site.find_for_request(request)
        self.organiser_url = f"{site.root_url}/" if site else ""
        self._reasons = {}  # by event and date; the latest wins
        for change in changes:
            if change.part is None:
                self._reasons = {key: reason for key, reason in self._reasons.items() if key[0] != change.key}
            self._reasons[change.key, change.part] = change.reason_in(locale.language_code)[0]

    def entry(self, row, page, terms):
        facts, venue = row.facts, terms.venue
        kind = [terms.format.name] if terms.format else []
        themes = _names(terms.themes)
        is_changed = row.status != choices.Status.SCHEDULED
        has_place = venue and row.attendance_mode != AttendanceMode.ONLINE
        key = row.facts.translation_key
        reason = self._reasons.get((key, row.uid)) or self._reasons.get((key, None), "")
        return Entry(
            **self.of_page(page),
            uid=str(row.uid),
            title=page.title,
            summary=page.summary,
            image=self.image_of(page),
            modified=max(filter(None, (row.modified, page.last_published_at))),
            starts_at=row.starts_at,
            ends_at=row.ends_at if row.has_known_end else None,
            over_at=row.ends_at,
            timezone=row.timezone,
            is_all_day=row.is_all_day,
            has_day=row.precision == choices.Precision.DAY,
            when=when_words(row),
            where=where_words(row, venue),
            status=row.status,
            notice=str(choices.Status(row.status).label) if is_changed else "",
            reason=reason if is_changed else "",
            is_cancelled=row.status == choices.Status.CANCELLED,
            is_tentative=row.status == choices.Status.POSTPONED,
            previous_starts_at=row.previous_starts_at,
            sequence=row.sequence,
            place=place_of(venue, access=terms.access, room=row.room) if has_place else None,
            online_url=facts.online_url if row.attendance_mode != AttendanceMode.IN_PERSON else "",
            attendance_mode=row.attendance_mode,
            categories=(*kind, *themes),
            price=price_of(facts, url=facts.booking_url if facts.booking == choices.Booking.EXTERNAL else ""),
            age_from=facts.age_from,
            age_to=facts.age_to,
            organiser=self.organiser,
            organiser_url=self.organiser_url,
            contact=contact_of(facts),
            extra={
                "event_uid": str(facts.translation_key),
                "format": "".join(kind),
                "themes": themes,
                "meant_for": _names(terms.meant_for),
                "open_to": _names(terms.open_to),
                "access": terms.features(AccessAnswer.YES),
                "access_on_request": terms.features(AccessAnswer.ON_REQUEST),
                "supervision": facts.supervision,
                "languages": facts.event_languages.split(),
                "partners": _names(terms.partners),
                "booking": facts.booking,
                "booking_url": facts.booking_url,
                "note": row.note,
            },
        )


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
    changes = PublicChange.objects.about(THING, *keys).order_by("announced_at", "pk")
    serializer = EventSerializer(locale=locale, request=request, changes=changes)
    found = [(row, page) for row in rows if (page := pages.get(row.facts.translation_key))]
    terms = _terms_of([row for row, _page in found], locale)
    return [serializer.entry(row, page, terms[row.facts_id, row.venue_id]) for row, page in found]


def _sharing(rows):
    """The rows with one object for the facts of all dates of an event, and one for each venue, to ask and know once."""
    rows, facts, venues = list(rows), {}, {}
    for row in rows:
        row.facts = facts.setdefault(row.facts_id, row.facts)
        row.venue = venues.setdefault(row.venue_id, row.venue)
    return rows


def _terms_of(rows, locale):
    """{(facts, venue): what dates of this event at this venue refer to}; every term is translated once for all rows."""
    rows = {(row.facts_id, row.venue_id): row for row in rows}
    access = {key: access_lines(row.venue, row.facts.page.access.all()) for key, row in rows.items()}
    lists = {key: {name: list(getattr(row.facts, name).all()) for name in TERM_LISTS} for key, row in rows.items()}
    features = [line.feature for lines in access.values() for line in lines]
    owned = [term for row in rows.values() for term in (row.facts.format, row.venue)]
    listed = [term for by_name in lists.values() for terms in by_name.values() for term in terms]
    shown = translator([*owned, *features, *listed], locale)
    return {
        key: EventTerms(
            format=shown(row.facts.format),
            venue=shown(row.venue),
            access=[replace(line, feature=shown(line.feature)) for line in access[key]],
            **{name: [shown(term) for term in terms] for name, terms in lists[key].items()},
        )
        for key, row in rows.items()
    }


def entries_of_page(page, *, request, rows=None):
    """Dates of one event page, in its language, from what the page has already asked for: published facts or a draft.

    All of them, or only the `rows` that are needed: there may be 366.
    """
    details = page.details
    rows = details.occurrences if rows is None else rows
    serializer = EventSerializer(locale=page.locale, request=request, changes=(line.change for line in reversed(details.log)))
    lists = {name: getattr(details, name) for name in TERM_LISTS}
    terms = {
        key: EventTerms(format=details.format, venue=place.venue, access=place.access, **lists)
        for key, place in details.places.items()
    }
    return [serializer.entry(row, page, terms[row.venue_id]) for row in rows if row.facts_id is not None]


def news_of_page(page, *, request, now):
    """What there is to tell of one event, latest first: each change that was announced, and the event with its next date."""
    details = page.details
    published = [row for row in details.occurrences if row.facts_id is not None]
    if not published:
        return []
    next_one = next((row for row in published if not row.is_over(now=now)), published[-1])
    told = {next_one.uid, *(line.change.part for line in details.log)}
    rows = [row for row in published if row.uid in told]
    by_date = {row.uid: entry for row, entry in zip(rows, entries_of_page(page, request=request, rows=rows), strict=True)}
    shown = by_date[next_one.uid]
    key = details.facts.translation_key
    changes = [
        replace(
            by_date.get(line.change.part, shown),
            uid=str(uuid5(key, f"change-{line.change.pk}")),
            notice=line.what,
            reason=line.reason,
            published=line.change.announced_at,
            modified=line.change.announced_at,
        )
        for line in details.log
    ]
    return [*changes, replace(shown, uid=str(key))]


def _names(terms):
    return [term.name for term in terms]


def place_of(venue, *, access=(), room=None, name=""):
    """A venue as the place of an entry. `access` are lines of `events.details`."""
    features = tuple(
        (line.feature.name, line.answer == AccessAnswer.YES)
        for line in access
        if line.feature.group in OF_THE_PLACE and line.answer in KNOWN_ANSWERS
    )
    return Place.at(venue, name=name, room=room.name if room else "", features=features)
