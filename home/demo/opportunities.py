"""Funding calls, training, awards, calls for contributors and roles, with their days counted from the day of loading."""

from datetime import timedelta
from decimal import Decimal

from django.db.models import QuerySet
from django.utils import timezone

from core.models import PublicChange
from home.demo.rounds import award_round, call_round, contributor_round, training_run
from home.demo.schedules import day_of
from home.demo.stories import story
from home.demo.texts import lasting_id, read
from opportunities.changelog import THING
from opportunities.models import (
    AwardPage,
    AwardWinner,
    ContributorCallPage,
    FundedProject,
    FundingCallPage,
    TrainingPage,
    VolunteerRolePage,
)

#: What the words call each kind: its page type, how its rounds are written, what its results are.
KINDS = {
    "call": (FundingCallPage, call_round, FundedProject),
    "training": (TrainingPage, training_run, None),
    "award": (AwardPage, award_round, AwardWinner),
    "contributors": (ContributorCallPage, contributor_round, None),
    "role": (VolunteerRolePage, None, None),
}
SECTIONS = (
    "who_can_apply", "costs", "how_to_apply", "assessment", "results", "skills", "training", "learn", "who_it_is_for",
    "how_to_book", "bring", "criteria", "prize", "what_we_offer", "what_we_ask", "what_next",
)  # fmt: skip
PLAIN = (
    "apply_url", "is_external", "source_url", "preparation_days", "sign_off_days", "needs_training", "needs_ethics",
    "match_funding", "commitment", "attendance_mode", "places", "minimum_age", "checks", "expenses", "when", "works_with",
    "hours", "fee", "has_certificate", "nomination", "contribution", "eligible_costs", "ineligible_costs",
)  # fmt: skip


def load_opportunities(pages, terms, *, now):
    """Publish every opportunity that was never loaded."""
    parent, today = pages.get("opportunities"), timezone.localdate(now)
    rows = [(kind, row) for kind in KINDS for row in read("opportunities")[kind]]
    rows = [(kind, row) for kind, row in rows if parent and pages.memory.fresh(f"page:{row['key']}")]
    for kind, row in rows:
        pages.place(row["key"], KINDS[kind][0](title=row["title"], slug=row["slug"]), parent)
    for kind, row in rows:
        page = pages.fill(pages.get(row["key"]), row)
        _fill_facts(page, row, terms, today)
        _fill_rounds(page, kind, row, today)
        if "was" in row:
            _publish_as_it_was(pages, page, kind, row, today)
        pages.publish(page)
        # What is told stays as it was told, save in a demonstration, which makes up its past.
        said = PublicChange.objects.about(THING, page.translation_key)
        QuerySet.update(said, announced_at=now - timedelta(days=row.get("changed_days_ago", 0)))


def _fill_facts(page, row, terms, today):
    for name in PLAIN:
        if name in row:
            setattr(page, name, Decimal(str(row[name])) if name in ("hours", "fee") else row[name])
    for name in SECTIONS:
        if name in row:
            setattr(page, name, story(row[name]))
    page.themes = terms.all("theme", row["themes"])
    page.meant_for = terms.all("audience", row["meant_for"])
    page.open_to = terms.all("audience", row.get("open_to", ["public"]))
    page.applicants = terms.all("applicant", row.get("applicants", ()))
    page.contact_name, page.contact_email = "The public engagement team", "hello@caldermouth.example"
    for name, kind in (("funder", "organisation"), ("venue", "venue")):
        if name in row:
            setattr(page, name, terms.get(kind, row[name]))
    if row.get("is_external"):
        page.last_checked_on = day_of(row.get("checked", "+0 mon"), today=today)
    for name in ("happens_on", "happens_until"):
        if name in row:
            setattr(page, name, day_of(row[name], today=today))
    if "closes" in row:
        page.closes_date = day_of(row["closes"], today=today)


def _fill_rounds(page, kind, row, today):
    _model, write, outcome = KINDS[kind]
    if write:
        page.rounds = [write(row["key"], order, written, today) for order, written in enumerate(row.get("rounds", ()))]
    if outcome and "outcomes" in row:
        page.outcomes = [
            outcome(
                uid=lasting_id(f"{row['key']}:outcome:{order}"),
                sort_order=order,
                **{**written, "year": today.year + written["year"]},
            )
            for order, written in enumerate(row["outcomes"])
        ]


def _publish_as_it_was(pages, page, kind, row, today):
    """Once with the first round as it was before, so that the page has something to tell."""
    rounds = [row["rounds"][0] | row["was"], *row["rounds"][1:]]
    _fill_rounds(page, kind, row | {"rounds": rounds}, today)
    pages.publish(page)
    _fill_rounds(page, kind, row, today)
