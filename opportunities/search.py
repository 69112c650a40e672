"""Finds opportunities by facets at any number of them: all of them in memory, in every state they will ever be in."""

from bisect import bisect_right
from functools import cached_property
from operator import itemgetter
from typing import Any, NamedTuple

from core.choices import AttendanceMode
from core.fields import StreamField
from core.models import Audience, Organisation, Theme, Venue
from core.search.cache import IndexCache, only
from core.search.index import Index, Item, LazyRows, bits_of, read_terms
from core.search.words import StoredWords
from core.site_context import current_site_context
from opportunities.choices import CURRENT_STATES, OPEN_STATES, WITH_PLACE, Kind
from opportunities.models import PAGE_TYPES, Applicant, OpportunityFacts, RoundFacts, StateInterval
from opportunities.models.facts import TERM_LISTS
from opportunities.querysets import OPPORTUNITIES
from opportunities.states import BEGINNING

#: Which terms answer which facet; applicants answer one for each of their axes.
TERMS = {"theme": Theme, "audience": Audience, "funder": Organisation, "place": Venue}
#: Plain text that is looked for besides stories, where a kind has it.
TEXTS = ("title", "summary", "when", "works_with", "eligible_costs", "ineligible_costs")
#: What answers questions instead of telling a story.
NOT_TOLD = ("eligibility",)


class StateRow(NamedTuple):
    """A stretch of time in which one opportunity is in one state."""

    pk: int
    answers: dict
    starts_at: Any
    ends_at: Any
    state: str
    order: tuple  # in which the list shows it
    deadline_at: Any
    opened_at: Any
    amount: Any


class OpportunityIndex(Index):
    """Every public opportunity: at each moment exactly one of its rows has begun and is not over."""

    named = (*TERMS, "role", "stage", "organisation")
    finder = StoredWords(OpportunityFacts.objects.values("page"))

    @cached_property
    def _deadlines(self):
        """(when, position) of what is open until then, in this order."""
        rows = enumerate(self.rows)
        return sorted((row.deadline_at, at) for at, row in rows if row and row.deadline_at and row.state in OPEN_STATES)

    def due_by(self, at):
        """What is open and closes no later than that."""
        count = bisect_right(self._deadlines, at, key=itemgetter(0))
        return bits_of([position for _at, position in self._deadlines[:count]], self.groups.size)

    def current(self, now):
        """What is open at `now` or still to come."""
        return self.on_now(now) & self.any_of("state", CURRENT_STATES)

    def next_deadlines(self, *, now, limit, site, about):
        """What is open and closes next: `{facet: slugs}` it is about."""
        bits = self.on_now(now) & self.any_of("state", OPEN_STATES) & self.about(about, site=site)
        rows = [row for row in self.rows_of(bits) if row.deadline_at]
        return state_intervals(sorted(rows, key=lambda row: (row.deadline_at, row.pk))[:limit])


def state_intervals(rows):
    """Rows of `StateInterval` for those of the index, read as far as somebody looks at them."""
    return LazyRows([row.pk for row in rows], StateInterval.objects.select_related("facts", "round"))


class OpportunityIndexCache(IndexCache):
    name = OPPORTUNITIES
    about_all = (Theme, Audience, Applicant, Organisation, Venue)
    about_some = {
        OpportunityFacts: lambda row: [row.pk],
        RoundFacts: lambda row: [row.facts_id],
        StateInterval: lambda row: [row.facts_id],
    }
    page_types = tuple(PAGE_TYPES.values())
    through = tuple(getattr(OpportunityFacts, name).through for name in TERM_LISTS)

    def read_names(self):
        """{facet: {slug: Term}}, and {facet: {key: slug}}."""
        read = {facet: read_terms(model.objects.all()) for facet, model in TERMS.items()}
        terms, slugs = ({facet: pair[number] for facet, pair in read.items()} for number in (0, 1))
        slugs["applicant"] = {}
        for axis in Applicant.Axis.values:
            terms[axis], some = read_terms(Applicant.objects.filter(axis=axis))
            slugs["applicant"] |= {pk: (axis, slug) for pk, slug in some.items()}
        return terms, slugs

    def read_items(self, names, keys=None):
        items = _read_opportunities(names[1], keys)
        _read_states(items, keys)
        return items

    def make_index(self, items, names):
        return OpportunityIndex(items, names[0])

    def texts_of(self, page):
        return {page.pk: text_of(page)}


def _read_opportunities(slugs, keys):
    """{key: Item} without states, and without those that need a password or login."""
    context = current_site_context()
    rows = context.only_public(only(OpportunityFacts.objects.all(), keys, "pk"), "page__path").values_list(
        "pk", "translation_key", "page__path", "page__first_published_at", "kind", "funder_id", "is_external", "commitment",
        "venue_id", "attendance_mode",
    )  # fmt: skip
    items = {}
    for pk, key, path, added_at, kind, funder, is_external, commitment, venue, attendance in rows:
        answers = {
            "kind": [kind],
            "source": ["external" if is_external else "internal"],
            "funder": [slugs["funder"][funder]] if funder in slugs["funder"] else [],
            "commitment": [commitment] if kind == Kind.ROLE else [],
        }
        if kind in WITH_PLACE:
            online = ["online"] if attendance != AttendanceMode.IN_PERSON else []
            answers["place"] = [*([slugs["place"][venue]] if venue in slugs["place"] else []), *online]
        items[pk] = Item(pk=pk, key=key, added_at=added_at, sites=context.sites_of(path), answers=answers)
    for name, column in (("themes", "theme"), ("meant_for", "audience"), ("applicants", "applicant")):
        links = only(getattr(OpportunityFacts, name).through.objects.all(), keys, "opportunityfacts")
        for pk, term in links.values_list("opportunityfacts_id", f"{column}_id"):
            if pk in items and term in slugs[column]:
                facet, slug = slugs[column][term] if column == "applicant" else (column, slugs[column][term])
                items[pk].answers.setdefault(facet, []).append(slug)
    return items


def _read_states(items, keys):
    """Give each opportunity its states, in the order of time."""
    rows = only(StateInterval.objects.filter(is_public=True), keys, "facts").order_by("facts", "ends_at").values_list(
        "pk", "facts_id", "starts_at", "ends_at", "state", "rank", "position", "deadline_at", "round__mode",
        "round__award_size", "round__award_from", "round__award_to", "round__opens_at",
    )  # fmt: skip
    answers = {}
    for pk, facts, starts_at, ends_at, state, rank, position, deadline_at, mode, size, lowest, highest, opens_at in rows:
        item = items.get(facts)
        if item is None:
            continue
        shared = answers.setdefault((state, mode, size), {"state": [state], "mode": [mode], "size": [size] if size else []})
        row = StateRow(
            pk=pk,
            answers=shared,
            starts_at=starts_at,
            ends_at=ends_at,
            state=state,
            order=(rank, position, pk),
            deadline_at=deadline_at,
            opened_at=opens_at or item.added_at or BEGINNING,
            amount=highest if highest is not None else lowest,
        )
        item.rows.append(row)


def text_of(page):
    parts = [getattr(page, name, "") for name in TEXTS]
    for field in page._meta.get_fields():
        if isinstance(field, StreamField) and field.name not in NOT_TOLD:
            block = getattr(page, field.name)
            parts += block.stream_block.get_searchable_content(block)
    return " ".join(map(str, parts))


current_index = OpportunityIndexCache()
