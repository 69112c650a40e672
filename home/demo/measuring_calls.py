"""Content for measuring: as many funding calls as one asks for, the same ones for the same seed."""

from datetime import time, timedelta
from random import Random
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Page, Site

from core.models import Audience, Organisation, Theme
from core.publishing import facts_on
from home.demo.bulk import BATCH, add_children
from home.demo.measuring import PARAGRAPH, PLACES, SUBJECTS, AlreadyThere
from home.demo.stories import story
from home.models import HomePage
from opportunities.choices import Mode
from opportunities.models import (
    Applicant,
    CallRound,
    FundingCallPage,
    OpportunitiesPage,
    OpportunityFacts,
    RoundFacts,
    StateInterval,
)
from opportunities.publication import intervals_of
from opportunities.search import current_index

SLUG = "measuring-calls"
FUNDS = ["Seed fund", "Prize money", "Fellowships", "Partnership awards", "A residency", "Small grants"]
MODES = [Mode.OPEN] * 7 + [Mode.ROLLING, Mode.INVITATION, Mode.FORECAST]


@transaction.atomic
def generate_calls(*, calls, seed, now, replace=False):
    """Make the section and fill it. Return it, or None if nobody asked for calls."""
    home = HomePage.objects.get(pk=Site.objects.get(is_default_site=True).root_page_id)
    section = OpportunitiesPage.objects.child_of(home).filter(slug=SLUG).first()
    if section and calls and not replace:
        raise AlreadyThere(f"{section.get_url_parts()[2]} is there already. Give --replace to make it anew.")
    if section and replace:
        remove_calls(section)
        home.refresh_from_db()
    if not calls:
        return None
    section = home.add_child(
        instance=OpportunitiesPage(
            title="Calls for measuring", slug=SLUG, locale=home.locale, summary="Made by a program, to measure with."
        )
    )
    _Generator(section, seed=seed, now=now).fill(calls)
    return section


def remove_calls(section):
    """Take away a section and everything in it, without loading its pages."""
    pages = list(FundingCallPage.objects.child_of(section).values_list("pk", flat=True))
    for start in range(0, len(pages), BATCH):
        OpportunityFacts.objects.filter(page__in=pages[start : start + BATCH]).delete()
    section.get_descendants().delete()
    Page.objects.get(pk=section.pk).delete()


class _Generator:
    def __init__(self, section, *, seed, now):
        self.section, self.now = section, now
        self.random = Random(f"calls {seed}")  # not the keys that events of this seed have
        self.themes, self.audiences, self.applicants, self.funders = (
            list(queryset.filter(locale=section.locale).order_by("slug", "pk"))
            for queryset in (
                Theme.objects,
                Audience.objects.filter(axis=Audience.Axis.MEANT_FOR),
                Applicant.objects,
                Organisation.objects.filter(is_funder=True),
            )
        )
        self.story = story((PARAGRAPH * 4 + "\n\n") * 3)

    def fill(self, calls):
        pages = add_children(self.section, [self._call(number) for number in range(1, calls + 1)], now=self.now)
        written = CallRound.objects.bulk_create([self._round(page) for page in pages], batch_size=BATCH)
        facts = OpportunityFacts.objects.bulk_create([_facts_of(page) for page in pages], batch_size=BATCH)
        rounds = [self._projected(*each) for each in zip(pages, facts, written, strict=True)]
        rounds = RoundFacts.objects.bulk_create(rounds, batch_size=BATCH)
        periods = [
            period for one, row in zip(facts, rounds, strict=True) for period in intervals_of(one, [row], is_public=True)
        ]
        StateInterval.objects.bulk_create(periods, batch_size=BATCH)
        for page in pages:
            current_index.store_words(page)
        for name, column, terms in (
            ("themes", "theme", self.themes),
            ("meant_for", "audience", self.audiences),
            ("applicants", "applicant", self.applicants),
        ):
            self._link(name, column, terms, pages, facts)

    def _uuid(self):
        return UUID(int=self.random.getrandbits(128), version=4)

    def _call(self, number):
        pick = self.random.choice
        title = f"{pick(FUNDS)} for {pick(SUBJECTS)} {pick(PLACES)}"
        is_external = self.random.random() < 0.3
        return FundingCallPage(
            title=title,
            slug=f"{slugify(title)}-{number}",
            translation_key=self._uuid(),
            summary=PARAGRAPH.strip(),
            story=self.story,
            funder=pick(self.funders or [None]),
            is_external=is_external,
            source_url="https://funder.example/" if is_external else "",
            sign_off_days=pick([None, 3, 5]),
        )

    def _round(self, page):
        """A round that closes within half a year before or after now, or never."""
        pick, mode = self.random.choice, self.random.choice(MODES)
        closes = timezone.localdate(self.now) + timedelta(days=self.random.randint(-180, 180))
        award = pick([None, 500, 2000, 10000, 50000, 250000])
        return CallRound(
            page=page,
            uid=self._uuid(),
            mode=mode,
            opens_date=closes - timedelta(days=60),
            closes_date=closes if mode in (Mode.OPEN, Mode.INVITATION) else None,
            internal_date=closes - timedelta(days=21) if mode == Mode.OPEN and pick([True, False]) else None,
            closes_time=time(16, 0),
            award_to=award,
        )

    def _projected(self, page, facts, written):
        """As publishing would project it: see opportunities.publication."""
        row = written.as_facts(page)
        row.facts, row.modified = facts, self.now
        return row

    def _link(self, name, column, terms, pages, facts):
        """None to two terms for each call, on the page and on its facts alike."""
        if not terms:
            return
        chosen = [self.random.sample(terms, k=min(len(terms), self.random.choice([0, 1, 2]))) for _page in pages]
        for model, owner, rows in ((FundingCallPage, "fundingcallpage", pages), (OpportunityFacts, "opportunityfacts", facts)):
            through = getattr(model, name).through
            links = [
                through(**{f"{owner}_id": row.pk, f"{column}_id": term.pk})
                for row, some in zip(rows, chosen, strict=True)
                for term in some
            ]
            through.objects.bulk_create(links, batch_size=BATCH)


def _facts_of(page):
    facts = facts_on(page)
    facts.is_public = True
    return facts
