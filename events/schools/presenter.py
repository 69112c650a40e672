"""What a summer school's page shows, in the reader's language: facts from published rows or from a draft, and what follows."""

from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from core.changelog.log import lines_of, notices_of, standing
from core.dates import moment_words
from core.eligibility.check import check_of
from core.eligibility.criteria import Criteria, criteria_of
from core.localized import translator
from core.models import PublicChange
from core.publishing import original_of
from core.publishing.presenting import Presenter
from events.details import access_lines
from events.schools.changelog import THING, holds
from events.schools.choices import SchoolChangeKind, State
from events.schools.lines import IntakeLine
from events.schools.models import SchoolFacts
from events.schools.models.facts import TERM_LISTS
from events.schools.serializers import course_objects, listing_of_school
from events.schools.states import precedence


@dataclass(frozen=True, kw_only=True)
class SchoolAction:
    """The one thing to do next, and a sentence that says why."""

    label: str
    url: str
    text: str = ""


@dataclass(kw_only=True)
class SchoolDetails:
    """The facts of one summer school. `at(now)` adds what depends on the time."""

    facts: Any
    runs: list
    written: dict
    venues: dict
    sites: list  # each a venue where runs take place, and its access
    themes: list
    meant_for: list
    criteria: Criteria
    tells_how_to_apply: bool
    log: list = field(default_factory=list)
    lines: list = field(default_factory=list)

    def at(self, now):
        """The same with its runs in order of what matters at `now`, and the one that speaks for the school."""
        self.lines = [
            IntakeLine(
                run=run,
                written=self.written[run.uid][0],
                lang=self.written[run.uid][1],
                venue=self.venues.get(run.venue_id),
                timezone=self.facts.timezone,
                now=now,
                why=self._why_cancelled(run),
            )
            for run in sorted(self.runs, key=lambda run: precedence(run, now=now))
        ]
        self.current = self.lines[0] if self.lines else None
        self.to_come = [line for line in self.lines if not line.is_over]
        self.past = [line for line in self.lines if line.is_over]
        self.is_over = bool(self.lines) and not self.to_come
        by_change = {line.change: line for line in self.log}
        coming = [line.run for line in self.to_come]
        shown = standing(list(by_change), coming, holds=partial(holds, now=now), now=now)
        # Its head says already that the one that speaks for it is cancelled, and why.
        said = (self.current.run.uid, SchoolChangeKind.CANCELLED) if self.current else ()
        self.notices = notices_of(by_change[change] for change in shown if (change.part, change.kind) != said)
        return self

    def _why_cancelled(self, run):
        """As it was announced; of a draft, as it is written."""
        for line in self.log:
            if line.reason and (line.change.part, line.change.kind) == (run.uid, SchoolChangeKind.CANCELLED):
                return line.reason, line.reason_language
        written, lang = self.written[run.uid]
        return written.change_reason, lang

    @property
    def action(self):
        """What the page asks people to do: apply while they can, else to be told when they can."""
        line = self.current
        if line and line.is_open:
            text = _("Closes %(moment)s") % {"moment": moment_words(line.run.closes_at, line.timezone)}
            url = line.run.apply_url
            return SchoolAction(label=_("Apply") if url else _("How to apply"), url=url or self._where_it_is_told, text=text)
        if not (url := sign_up_url()):
            return None
        if not line or line.state not in (State.OPENS_LATER, State.EXPECTED):
            return SchoolAction(label=_("Tell me about the next one"), url=url)
        text = _("Opens %(moment)s") % {"moment": line.opens} if line.state == State.OPENS_LATER else ""
        return SchoolAction(label=_("Tell me when applications open"), url=url, text=text)

    @property
    def _where_it_is_told(self):
        """On the page itself, or by whoever answers questions; empty if neither."""
        email = self.facts.contact_email
        return "#how-to-apply" if self.tells_how_to_apply else f"mailto:{email}" if email else ""

    @property
    def with_timetables(self):
        """Runs to come with a timetable; of a school that is over, the latest."""
        return [line for line in self.to_come or self.lines[:1] if line.written.timetable]


def sign_up_url():
    """Where people leave their address, empty on a site without a mailing list. Events know nothing else of it."""
    try:
        return reverse("mailinglist:subscribe")
    except NoReverseMatch:
        return ""


class SchoolPresenter(Presenter):
    def details_of_published(self, page):
        """From the rows that publishing wrote; None before the first publication."""
        facts = (
            SchoolFacts.objects.filter(translation_key=original_of(page).translation_key)
            .select_related("page", "page__locale")
            .prefetch_related(*TERM_LISTS, "runs__venue__access__feature", "page__runs")
            .first()
        )
        if facts is None:
            return None
        runs, source = list(facts.runs.all()), facts.page
        written = {one.translation_key: (one, source.locale.language_code) for one in source.runs.all()}
        if source.pk != page.pk:
            written |= {one.translation_key: (one, "") for one in page.runs.all()}
        criteria = Criteria.from_data(facts.criteria)
        details = _details(page, facts, [run for run in runs if run.uid in written], written, criteria)
        details.log = lines_of(PublicChange.objects.about(THING, facts.translation_key), language=page.locale.language_code)
        return details

    def details_of_draft(self, page):
        """From the page's own unsaved fields, for previews and pages never published."""
        runs = [run.as_facts(page) for run in page.runs.all() if run.start_date and run.end_date]
        written = {run.translation_key: (run, "") for run in page.runs.all()}
        return _details(page, page, runs, written, Criteria())

    def context(self, page, *, request, now):
        return {"school": page.details.at(now), "check": check_of(page)}

    def listing(self, page, *, request, format, now):
        return listing_of_school(page, request=request, format=format)

    def structured_data(self, page, *, request, now):
        return course_objects(page, request)


def _details(page, facts, runs, written, criteria):
    language = page.locale.language_code
    lists = {name: list(getattr(facts, name).all()) for name in TERM_LISTS}
    # In the order of the runs, each once.
    venues = list({run.venue_id: run.venue for run in runs if run.venue_id}.values())
    access = [access_lines(venue, []) for venue in venues]
    features = [line.feature for lines in access for line in lines]
    shown = translator([*venues, *features, *lists["themes"], *lists["meant_for"]], page.locale)
    sites = [
        {"venue": shown(venue), "access": [replace(line, feature=shown(line.feature)) for line in lines]}
        for venue, lines in zip(venues, access, strict=True)
    ]
    own = criteria_of(page.eligibility, lang=language)
    return SchoolDetails(
        facts=facts,
        runs=runs,
        written={uid: (one, "" if lang == language else lang) for uid, (one, lang) in written.items()},
        venues={venue.pk: shown(venue) for venue in venues},
        sites=sites,
        criteria=criteria.in_words_of(own) if criteria else own if facts is page else criteria,
        tells_how_to_apply=bool(page.how_to_apply),
        **{name: [shown(term) for term in terms] for name, terms in lists.items()},
    )
