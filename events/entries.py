"""Dates of events as entries for every output. The number of queries does not depend on the number of dates."""

from django.db.models import prefetch_related_objects

from core.choices import AccessAnswer
from core.localized import in_language
from core.models import SiteSettings
from core.outputs import Entry, Place, extra_field
from core.outputs.entries import Image, Price
from core.outputs.fields import TEXTS
from core.pictures import prefetch_renditions
from core.structured_data import picture_url
from events import choices
from events.cards import pages_in_language
from events.models import Change
from events.models.facts import TERM_LISTS
from events.words import price_words, when_words, where_words

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


def entries_of(rows, *, locale, request):
    """One entry for each occurrence, in the order given, in the reader's language where there is a translation."""
    rows = list(rows.select_related("facts", "facts__format", "facts__page", "venue", "room"))
    prefetch_related_objects(
        rows,
        *(f"facts__{name}" for name in TERM_LISTS),
        "facts__page__access__feature",
        "venue__access__feature",
    )
    pages = pages_in_language({row.facts.translation_key for row in rows}, locale)
    prefetch_renditions([page.image for page in pages.values() if page.image])
    words = SiteSettings.for_request(request).words_for(locale.language_code)
    shared = {
        "terms": _Terms(rows, locale),
        "reasons": _reasons(rows),
        "organiser": words.organisation or words.name,
        "request": request,
    }
    return [_entry(row, page, **shared) for row in rows if (page := pages.get(row.facts.translation_key))]


class _Terms:
    """The words of all rows in one language, asked for once."""

    def __init__(self, rows, locale):
        terms = {}
        for row in rows:
            for term in (row.facts.format, row.venue, *self._listed(row), *(line.feature for line in self.access(row))):
                if term is not None:
                    terms[type(term), term.pk] = term
        self.known = dict(zip(terms, in_language(terms.values(), locale), strict=True))

    def one(self, term):
        return term and self.known[type(term), term.pk]

    def names(self, terms):
        return [self.one(term).name for term in terms]

    @staticmethod
    def access(row):
        from events.details import access_lines

        return access_lines(row.venue, row.facts.page.access.all())

    @staticmethod
    def _listed(row):
        return [term for name in TERM_LISTS for term in getattr(row.facts, name).all()]


def _reasons(rows):
    """{(facts, occurrence or None): the latest reason given}, oldest changes first so that the latest wins."""
    changes = Change.objects.filter(facts__in={row.facts_id for row in rows}).order_by("announced_at", "pk")
    reasons = {}
    for facts, occurrence, reason in changes.values_list("facts", "occurrence", "reason"):
        if occurrence is None:
            reasons = {key: kept for key, kept in reasons.items() if key[0] != facts}
        reasons[facts, occurrence] = reason
    return reasons


def _entry(row, page, *, terms, reasons, organiser, request):
    facts, venue = row.facts, terms.one(row.venue)
    is_changed = row.status != choices.Status.SCHEDULED
    is_in_person = row.attendance_mode != choices.AttendanceMode.ONLINE
    url = page.get_full_url(request)
    themes = terms.names(facts.themes.all())
    kind = terms.one(facts.format)
    return Entry(
        uid=str(row.uid),
        title=page.title,
        url=url,
        summary=page.summary,
        language=page.locale.language_code,
        modified=max(filter(None, (row.modified, page.last_published_at))),
        published=page.first_published_at,
        starts_at=row.starts_at,
        ends_at=row.ends_at if row.has_known_end else None,
        timezone=row.timezone,
        is_all_day=row.is_all_day,
        has_day=row.precision == choices.Precision.DAY,
        when=when_words(row),
        where=where_words(row, venue),
        status=row.status,
        notice=str(choices.Status(row.status).label) if is_changed else "",
        reason=(reasons.get((facts.pk, row.pk)) or reasons.get((facts.pk, None), "")) if is_changed else "",
        is_cancelled=row.status == choices.Status.CANCELLED,
        is_tentative=row.status == choices.Status.POSTPONED,
        previous_starts_at=row.previous_starts_at,
        sequence=row.sequence,
        place=_place(venue, row.room) if venue and is_in_person else None,
        online_url=facts.online_url if row.attendance_mode != choices.AttendanceMode.IN_PERSON else "",
        attendance_mode=row.attendance_mode,
        categories=tuple(([kind.name] if kind else []) + themes),
        price=Price(
            words=price_words(facts),
            is_free=facts.price == choices.Price.FREE,
            lowest=facts.price_from,
            highest=facts.price_to,
        ),
        age_from=facts.age_from,
        age_to=facts.age_to,
        organiser=organiser,
        contact=", ".join(filter(None, (facts.contact_name, facts.contact_email))),
        image=_image(page, url),
        extra={
            "event_uid": str(facts.translation_key),
            "format": kind.name if kind else "",
            "themes": themes,
            "meant_for": terms.names(facts.meant_for.all()),
            "open_to": terms.names(facts.open_to.all()),
            "access": _features(terms, row, AccessAnswer.YES),
            "access_on_request": _features(terms, row, AccessAnswer.ON_REQUEST),
            "supervision": facts.supervision,
            "languages": facts.event_languages.split(),
            "partners": terms.names(facts.partners.all()),
            "booking": facts.booking,
            "booking_url": facts.booking_url,
            "note": row.note,
        },
    )


def _features(terms, row, answer):
    return terms.names(line.feature for line in terms.access(row) if line.answer == answer)


def _place(venue, room):
    return Place(
        name=venue.name,
        room=room.name if room else "",
        street=venue.street,
        locality=venue.locality,
        postcode=venue.postcode,
        country=venue.country,
        latitude=None if venue.latitude is None else float(venue.latitude),
        longitude=None if venue.longitude is None else float(venue.longitude),
        url=venue.website,
    )


def _image(page, url):
    address = picture_url(page.image, "social", url)
    return Image(url=address, alt=page.image.default_alt_text) if address else None
