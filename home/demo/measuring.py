"""Content for measuring: as many events as one asks for, the same ones for the same seed."""

from datetime import time, timedelta
from random import Random
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Page, Site

from core.choices import AccessAnswer, AttendanceMode
from core.models import AccessFeature, Audience, Format, SearchText, Theme, Venue
from core.search.words import joined, words_of
from events.choices import Booking, PriceKind
from events.models import EventAccess, EventDate, EventFacts, EventPage, EventsPage, FactFields, Occurrence
from events.models.occurrences import BEGINNING
from events.services.spans import occurrence_of
from home.demo.bulk import BATCH, add_children
from home.demo.stories import story
from home.models import HomePage

SLUG = "measuring"
KINDS = ["An evening with", "Meet", "The secret life of", "Inside", "A short history of", "Hands on", "Drawing", "Listening to"]
SUBJECTS = [
    "bees", "bridges", "bread", "brains", "clouds", "clocks", "coral", "dust", "eels", "fossils", "glass", "hearts", "ice",
    "juries", "kites", "lichens", "maps", "moths", "numbers", "oceans", "peat", "proteins", "quarries", "rain", "rivers",
    "sleep", "soil", "stars", "tides", "trees", "verbs", "viruses", "volcanoes", "whales", "yeast",
]  # fmt: skip
PLACES = [
    "at the harbour",
    "in the garden",
    "on the hill",
    "by the river",
    "after dark",
    "before breakfast",
    "for beginners",
    "and us",
]
PARAGRAPH = "Researchers open their doors and answer every question they can, and some that they can't yet. "


class AlreadyThere(Exception):
    """The section has events in it."""


@transaction.atomic
def generate(*, events, occurrences_per_event, seed, now, replace=False):
    """Make the section and fill it. Return it."""
    home = HomePage.objects.get(pk=Site.objects.get(is_default_site=True).root_page_id)
    section = EventsPage.objects.child_of(home).filter(slug=SLUG).first()
    if section and not replace:
        raise AlreadyThere(f"{section.get_url_parts()[2]} is there already. Give --replace to make it anew.")
    if section:
        remove(section)
        home.refresh_from_db()
    section = home.add_child(
        instance=EventsPage(
            title="Events for measuring", slug=SLUG, locale=home.locale, summary="Made by a program, to measure with."
        )
    )
    if events:
        _Generator(section, seed=seed, now=now).fill(events, occurrences_per_event)
    return section


def remove(section):
    """Take away a section and everything in it, without loading its pages."""
    pages = list(EventPage.objects.child_of(section).values_list("pk", flat=True))
    for start in range(0, len(pages), BATCH):
        some = pages[start : start + BATCH]
        facts = EventFacts.objects.filter(page__in=some)
        Occurrence.objects.filter(facts__in=facts).delete()
        facts.delete()
    section.get_descendants().delete()
    Page.objects.get(pk=section.pk).delete()


class _Generator:
    def __init__(self, section, *, seed, now):
        self.section, self.now = section, now
        self.random = Random(seed)
        self.venues, self.formats, self.themes, self.audiences = (
            list(model.objects.filter(locale=section.locale).order_by("slug", "pk"))
            for model in (Venue, Format, Theme, Audience)
        )
        self.features = list(AccessFeature.objects.filter(locale=section.locale).order_by("slug", "pk"))
        self.story = story((PARAGRAPH * 4 + "\n\n") * 3)

    def fill(self, events, occurrences_per_event):
        pages = add_children(self.section, [self._event(number) for number in range(1, events + 1)], now=self.now)
        dates = [self._dates(page, occurrences_per_event) for page in pages]
        facts = EventFacts.objects.bulk_create([self._facts(page) for page in pages], batch_size=BATCH)
        EventDate.objects.bulk_create([date for some in dates for date in some], batch_size=BATCH)
        occurrences = [
            one for page, row, some in zip(pages, facts, dates, strict=True) for one in self._occurrences(page, row, some)
        ]
        Occurrence.objects.bulk_create(occurrences, batch_size=BATCH)
        self._link("themes", "theme", self.themes, pages, facts)
        for name, axis in (("meant_for", Audience.Axis.MEANT_FOR), ("open_to", Audience.Axis.OPEN_TO)):
            self._link(name, "audience", [one for one in self.audiences if one.axis == axis], pages, facts)
        self._add_access(pages)
        self._keep_words(pages)

    def _uuid(self):
        return UUID(int=self.random.getrandbits(128), version=4)

    def _event(self, number):
        pick = self.random.choice
        title = f"{pick(KINDS)} {pick(SUBJECTS)} {pick(PLACES)}"
        is_online = self.random.random() < 0.15
        return EventPage(
            title=title,
            slug=f"{slugify(title)}-{number}",
            translation_key=self._uuid(),
            summary=PARAGRAPH.strip(),
            story=self.story,
            format=pick(self.formats or [None]),
            venue=None if is_online else pick(self.venues or [None]),
            attendance_mode=AttendanceMode.ONLINE if is_online else AttendanceMode.IN_PERSON,
            price=pick(PriceKind.values),
            booking=pick([Booking.NONE, Booking.DROP_IN]),
            age_from=pick([0, 0, 0, 5, 8, 12, 18]),
            event_languages=pick(["en", "en", "en", "en cy", "en bfi"]),
        )

    def _dates(self, page, count):
        """Once a week, from a day within a year before or after now."""
        first = timezone.localdate(self.now) + timedelta(days=self.random.randint(-365, 365))
        start = self.random.choice([10, 12, 14, 18, 19])
        return [
            EventDate(
                page=page,
                uid=self._uuid(),
                sort_order=order,
                start_date=first + timedelta(weeks=order),
                start_time=time(start),
                end_time=time(start + 1, 30),
            )
            for order in range(count)
        ]

    @staticmethod
    def _facts(page):
        values = {field.name: getattr(page, field.name) for field in FactFields._meta.fields}
        return EventFacts(translation_key=page.translation_key, page=page, is_public=True, **values)

    def _occurrences(self, page, facts, dates):
        """As publishing would project them: see events.services.publication."""
        previous_end = BEGINNING
        for order, date in enumerate(dates, start=1):
            one = occurrence_of(date, page)
            one.facts, one.modified, one.is_public, one.is_promised = facts, self.now, True, True
            one.next_from, one.is_last = previous_end, order == len(dates)
            previous_end = one.ends_at
            yield one

    def _add_access(self, pages):
        """A feature that differs from the venue's, for every other event."""
        if not self.features:
            return
        rows = [
            EventAccess(page=page, feature=self.random.choice(self.features), answer=self.random.choice(AccessAnswer.values))
            for page in pages[::2]
        ]
        EventAccess.objects.bulk_create(rows, batch_size=BATCH)

    @staticmethod
    def _keep_words(pages):
        """The story is the same for all, and taking it apart is slow: its words are worked out once."""
        shared = words_of(" ".join(map(str, pages[0].story.stream_block.get_searchable_content(pages[0].story))))
        rows = [
            SearchText(page_id=page.pk, text=joined([*words_of(f"{page.title} {page.summary}"), *shared])) for page in pages
        ]
        SearchText.objects.bulk_create(rows, batch_size=BATCH)

    def _link(self, name, column, terms, pages, facts):
        """One or two terms for each event, on the page and on its facts alike."""
        if not terms:
            return
        chosen = [self.random.sample(terms, k=min(len(terms), self.random.choice([1, 2]))) for _page in pages]
        for model, owner, rows in ((EventPage, "eventpage", pages), (EventFacts, "eventfacts", facts)):
            through = getattr(model, name).through
            links = [
                through(**{f"{owner}_id": row.pk, f"{column}_id": term.pk})
                for row, some in zip(rows, chosen, strict=True)
                for term in some
            ]
            through.objects.bulk_create(links, batch_size=BATCH)
