"""A festival for measuring: as many sessions as one asks for, the same ones for the same seed, and released."""

from datetime import time, timedelta
from random import Random

from django.utils import timezone

from core.models import AccessFeature, Format, Venue, VenueRoom
from events.choices import Participation, PriceKind
from events.festivals.services import release_programme
from events.models import FestivalDay, FestivalPage, Session, SessionPerson, SessionSlot, Track
from home.demo.measuring import KINDS, PARAGRAPH, PLACES, SUBJECTS

SLUG = "festival"
DAYS = 3
ROOMS_OF_A_VENUE, VENUES = 4, 3
TRACKS = ["Under water", "In the air", "Underground", "By hand", "By heart"]
NAMES = ["Non Prys", "Amal Haddad", "Jo Marsh", "Sam Okafor", "Mair Bevan", "Ilse Brandt", "Tom Reed", "Ana Duarte"]
#: Minutes a session takes and whether people may drop in.
LENGTHS = [(30, False), (45, False), (60, False), (60, False), (90, False), (180, True)]
OPENS, CLOSES = 10, 18


def generate_festival(section, *, sessions, seed, now):
    """Make a festival in the section, fill its programme, and release it. Return its page."""
    random = Random(seed)
    first = timezone.localdate(now) + timedelta(days=30)
    page = FestivalPage(title="Festival for measuring", slug=SLUG, summary=PARAGRAPH.strip(), live=False)
    page.days = [
        FestivalDay(day=first + timedelta(days=number), opens=time(OPENS), closes=time(CLOSES)) for number in range(DAYS)
    ]
    section.add_child(instance=page)
    rooms = _rooms(section.locale)
    page.venues = list({room.venue for room in rooms})
    page.save_revision().publish()
    festival = page.festival
    tracks = [Track.objects.create(festival=festival, name=name, sort_order=order) for order, name in enumerate(TRACKS)]
    _fill(festival, tracks, rooms, first, sessions=sessions, random=random)
    release_programme(festival=festival, note="The first programme.", now=now)
    return page


def _rooms(locale):
    """Rooms of the venues there are; where there are none, new ones."""
    rooms = list(VenueRoom.objects.filter(venue__locale=locale, venue__is_retired=False).order_by("venue__slug", "pk"))
    if not rooms:
        for number in range(1, VENUES + 1):
            venue = Venue.objects.create(
                locale=locale,
                slug=f"measuring-{number}",
                name=f"Venue {number}",
                latitude=51.65 + number / 100,
                longitude=-2.78,
            )
            rooms += [VenueRoom.objects.create(venue=venue, name=f"Room {room}") for room in range(1, ROOMS_OF_A_VENUE + 1)]
    return rooms


def _fill(festival, tracks, rooms, first, *, sessions, random):
    kinds = list(Format.objects.filter(locale=festival.page.locale).order_by("slug"))
    features = list(AccessFeature.objects.filter(locale=festival.page.locale).order_by("slug"))
    made, runs, people, access = [], [], [], []
    for _number in range(sessions):
        minutes, is_drop_in = random.choice(LENGTHS)
        session = Session(
            festival=festival,
            title=f"{random.choice(KINDS)} {random.choice(SUBJECTS)} {random.choice(PLACES)}",
            summary=_summary(random),
            kind=random.choice(kinds or [None]),
            track=random.choice(tracks),
            participation=Participation.DROP_IN if is_drop_in else Participation.TIMED,
            age_from=random.choice([0, 0, 0, 5, 8, 12]),
            price=random.choice([PriceKind.FREE] * 4 + [PriceKind.PAID]),
            capacity_note=random.choice(["", f"{random.randint(12, 120)} places"]),
        )
        made.append(session)
        people += [SessionPerson(session=session, name=name) for name in random.sample(NAMES, k=random.choice([1, 1, 2]))]
        access.append(random.sample(features, k=min(len(features), random.choice([0, 1, 2]))))
        for _run in range(random.choice([1, 1, 1, 2])):
            starts = random.randrange(OPENS * 4, CLOSES * 4 - minutes // 15 + 1) * 15
            ends = starts + minutes
            runs.append(
                SessionSlot(
                    session=session,
                    day=first + timedelta(days=random.randrange(DAYS)),
                    starts=time(starts // 60, starts % 60),
                    ends=time(ends // 60, ends % 60),
                    room=random.choice(rooms),
                    code=_code(random),
                )
            )
    Session.objects.bulk_create(made)
    SessionSlot.objects.bulk_create(runs)
    SessionPerson.objects.bulk_create(people)
    through = Session.access_features.through
    through.objects.bulk_create(
        through(session=session, accessfeature=feature) for session, some in zip(made, access, strict=True) for feature in some
    )


def _code(random):
    return f"{random.randrange(10**7):07d}".translate(str.maketrans("01", "xy"))


def _summary(random):
    """Words that differ, as those of people do: a page of one sentence repeated would be packed too well."""
    words = [random.choice(SUBJECTS) for _word in range(random.randint(18, 34))]
    return f"{' '.join(words).capitalize()}."
