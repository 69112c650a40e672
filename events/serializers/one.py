from core.choices import AccessAnswer, AttendanceMode
from core.models import AccessFeature
from core.money import Price
from core.outputs import Entry, Place
from events import choices
from events.formatting import price_words, when_words, where_words

#: What belongs to the place rather than to what happens there.
OF_THE_PLACE = (AccessFeature.Group.BUILDING, AccessFeature.Group.COMFORT)
KNOWN_ANSWERS = (AccessAnswer.YES, AccessAnswer.NO)


def entry_of(row, page, known, frame):
    """One date of one event: `known` is what it refers to, `frame` what all entries share."""
    facts, venue, kind = row.facts, known.venue, known.format
    is_changed = row.status != choices.Status.SCHEDULED
    is_in_person = row.attendance_mode != AttendanceMode.ONLINE
    url, image = frame.about(page)
    themes = _names(known.themes)
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
        over_at=row.ends_at,
        timezone=row.timezone,
        is_all_day=row.is_all_day,
        has_day=row.precision == choices.Precision.DAY,
        when=when_words(row),
        where=where_words(row, venue),
        status=row.status,
        notice=str(choices.Status(row.status).label) if is_changed else "",
        reason=frame.reason(row) if is_changed else "",
        is_cancelled=row.status == choices.Status.CANCELLED,
        is_tentative=row.status == choices.Status.POSTPONED,
        previous_starts_at=row.previous_starts_at,
        sequence=row.sequence,
        place=place_of(venue, access=known.access, room=row.room) if venue and is_in_person else None,
        online_url=facts.online_url if row.attendance_mode != AttendanceMode.IN_PERSON else "",
        attendance_mode=row.attendance_mode,
        categories=tuple(([kind.name] if kind else []) + themes),
        price=Price(
            words=price_words(facts),
            is_free=facts.price == choices.Price.FREE,
            lowest=facts.price_from,
            highest=facts.price_to,
            url=facts.booking_url if facts.booking == choices.Booking.EXTERNAL else "",
        ),
        age_from=facts.age_from,
        age_to=facts.age_to,
        organiser=frame.organiser,
        organiser_url=frame.organiser_url,
        contact=", ".join(filter(None, (facts.contact_name, facts.contact_email))),
        image=image,
        extra={
            "event_uid": str(facts.translation_key),
            "format": kind.name if kind else "",
            "themes": themes,
            "meant_for": _names(known.meant_for),
            "open_to": _names(known.open_to),
            "access": known.features(AccessAnswer.YES),
            "access_on_request": known.features(AccessAnswer.ON_REQUEST),
            "supervision": facts.supervision,
            "languages": facts.event_languages.split(),
            "partners": _names(known.partners),
            "booking": facts.booking,
            "booking_url": facts.booking_url,
            "note": row.note,
        },
    )


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
