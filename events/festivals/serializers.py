"""A festival for every output: its programme, somebody's choice from it, what changed, and the same as schema.org objects."""

from django.utils import timezone
from django.utils.translation import gettext as _

from core.outputs import Entry, Place, Wants, extra_field
from core.outputs.fields import TEXTS
from core.outputs.serializers import Serializer, listing_of_page
from core.structured_data import CONTEXT, filled, picture_url, place_object
from events.festivals.changelog import lines_by_version
from events.festivals.filters import ProgrammeFilters
from events.festivals.my_programme import choice_of
from events.models import Occurrence
from events.serializers import entries_of, listing, place_of
from events.structured_data import event_object

#: What a run of a session has besides what every entry has.
FIELDS = (
    extra_field("session_uid", "The same for all runs of one session, in every language."),
    extra_field("code", "The run's short name in shared addresses."),
    extra_field("kind", "What kind of session: talk, workshop, tour."),
    extra_field("track", "The thread of the programme it belongs to."),
    extra_field("participation", "`timed`, or `drop-in` for what people come to whenever they like."),
    extra_field("people", "Who gives it.", TEXTS),
    extra_field("access", "Access features of the session itself.", TEXTS),
    extra_field("access_note", "More about access."),
    extra_field("places", "How many people it is for, in words."),
    extra_field("booking_url", "Where to book."),
)


def dates_of_events(page):
    """Of the events that are pages of their own below the festival's."""
    return Occurrence.objects.public().filter(facts__festival__translation_key=page.translation_key)


def listing_of_programme(page, *, request, format):
    """The runs that the page shows for the same questions."""
    programme = page.released
    entries = ProgrammeFilters(request.GET, programme=programme, now=timezone.now()).entries if programme else []
    title = _("%(festival)s: programme") % {"festival": page.title}
    return _listing(page, entries[: format.limit], title=title, below="programme/", request=request)


def listing_of_events(page, *, request, format):
    """The festival's own events."""
    dates, now = dates_of_events(page), timezone.now()
    wanted = dates.order_by("starts_at", "pk") if format.wants is Wants.DATES else dates.upcoming_events(now=now)
    about = {"title": page.title, "description": page.summary, "url": page.get_full_url(request), "locale": page.locale}
    return listing(wanted, **about, request=request, format=format)


def listing_of_choice(page, *, request, format):
    """The runs that somebody has chosen, as the address says."""
    programme = page.released
    entries = choice_of(request.GET, programme).entries if programme else []
    title = _("%(festival)s: my programme") % {"festival": page.title}
    return _listing(page, entries, title=title, below="my-programme/", request=request)


def listing_of_changes(page, *, request, format):
    """Every release, the latest first, with what it changed in words."""
    url = page.get_full_url(request) + "changes/"
    language = page.locale.language_code
    releases = page.details.facts.releases.all()[: format.limit] if page.details.facts.pk else []
    lines = lines_by_version(page.translation_key, language=language)
    entries = [
        Entry(
            uid=f"{page.translation_key}-release-{one.number}",
            title=_("Version %(number)d of the programme") % {"number": one.number},
            url=f"{url}#version-{one.number}",
            summary=_summary(one, lines[one.number], language),
            language=language,
            modified=one.released_at,
            published=one.released_at,
            timezone=one.timezone,
        )
        for one in releases
    ]
    title = _("%(festival)s: what changed in the programme") % {"festival": page.title}
    return listing_of_page(page, entries, title=title, below="changes/", request=request)


def _summary(release, lines, language):
    """What a version is about, and each thing it changed; or at least what is no news to anybody."""
    note, _language = release.note_in(language)
    changed = [" ".join(filter(None, (line.in_words, line.reason))) for line in lines]
    quiet = (
        _("The first programme.") if release.number == 1 else _("Names of tracks, highlights, or why something is cancelled.")
    )
    return " ".join(filter(None, [note, *changed])) or quiet


def _listing(page, slots, *, title, below, request):
    return listing_of_page(page, _entries(page, slots, request), title=title, below=below, request=request, fields=FIELDS)


def _entries(page, slots, request):
    serializer = Serializer(locale=page.locale, request=request)
    url = serializer.of_page(page)["url"]
    return [_entry(slot, url, serializer) for slot in slots]


def _entry(run, festival_url, serializer):
    named = Place(name=run.place) if run.place else None
    place = Place.at(run.venue, room=run.room_name) if run.venue else named
    track = run.track.name if run.track else ""
    return Entry(
        uid=run.uid,
        title=run.title,
        url=festival_url + run.path,
        summary=run.summary,
        language=run.title_lang or serializer.locale.language_code,
        modified=run.modified,
        starts_at=run.starts_at,
        ends_at=run.ends_at,
        timezone=run.timezone,
        when=f"{run.day_words}, {run.time}",
        where=run.place,
        status="cancelled" if run.is_cancelled else "scheduled",
        notice=_("Cancelled") if run.is_cancelled else "",
        reason=run.reason,
        is_cancelled=run.is_cancelled,
        sequence=run.sequence,
        place=place,
        attendance_mode="in-person",
        categories=tuple(filter(None, (run.kind, track))),
        price=run.cost,
        age_from=run.age_from,
        age_to=run.age_to,
        organiser=serializer.organiser,
        extra={
            "session_uid": run.session,
            "code": run.code,
            "kind": run.kind,
            "track": track,
            "participation": run.participation,
            "people": [person["name"] for person in run.people],
            "access": run.access,
            "access_note": run.access_note,
            "places": run.capacity_note,
            "booking_url": run.booking_url,
        },
    )


#: What writes each of the files behind a festival.
LISTINGS = {
    "programme": listing_of_programme,
    "my-programme": listing_of_choice,
    "changes": listing_of_changes,
    "festival": listing_of_events,
}

#: A programme of hundreds is on the page; search engines want to know what kind of things there are.
MOST_PARTS = 100


def festival_objects(page, request, *, now):
    """The festival with what is in it, if it was ever public."""
    details = page.details
    if not details.facts.pk or not details.hours:
        return []
    own = dates_of_events(page).upcoming_events(now=now)
    url = page.get_full_url(request)
    slots = _entries(page, page.released.entries if page.released else [], request)
    return [
        festival_object(
            name=page.title,
            url=url,
            description=page.summary,
            image_url=picture_url(page.image, "social", url),
            language=page.locale.language_code,
            starts=details.hours[0].day,
            ends=details.hours[-1].day,
            places=[place_of(venue) for venue in details.venues],
            parts=[*entries_of(own, locale=page.locale, request=request), *slots],
            now=now,
        )
    ]


def festival_object(*, name, url, starts, ends, now, description="", image_url="", places=(), parts=(), language=""):
    """A festival with its events and sessions. `starts` and `ends` are days, `places` and `parts` are of `core.outputs`."""
    return {
        "@context": CONTEXT,
        "@type": "Festival",
        "@id": f"{url}#festival",
        "name": name,
        "url": url,
        **filled(
            startDate=starts and starts.isoformat(),
            endDate=ends and ends.isoformat(),
            description=description,
            image=image_url and [image_url],
            inLanguage=language,
        ),
        "eventStatus": "https://schema.org/EventScheduled",
        **filled(
            location=[place_object(place) for place in places],
            subEvent=[event_object(one, now=now) for one in parts[:MOST_PARTS]],
        ),
    }
