"""Funding calls and volunteering roles, with their days counted from the day of loading."""

from datetime import time

from django.utils import timezone

from home.demo.schedules import day_of
from home.demo.stories import story
from home.demo.texts import lasting_id, read
from opportunities.models import CallRound, FundingCallPage, VolunteerRolePage

SECTIONS = ("who_can_apply", "costs", "how_to_apply", "assessment", "results", "skills", "training")
PLAIN = (
    "apply_url", "is_external", "source_url", "preparation_days", "sign_off_days", "needs_training", "needs_ethics",
    "match_funding", "commitment", "attendance_mode", "places", "minimum_age", "checks", "expenses", "when", "works_with",
)  # fmt: skip
#: What the words call the fields of a round.
DAYS = {"opens": "opens_date", "closes": "closes_date", "internal": "internal_date", "decision": "decision_on"}
DAYS |= {"start": "earliest_start_on", "results": "results_on"}
NUMBERS = {"award_from": "award_from", "award_to": "award_to", "total": "total", "awards": "awards_expected"}
NUMBERS |= {"months": "duration_months", "applications": "applications", "made": "awards_made"}


def load_opportunities(pages, terms, *, now):
    """Publish every call and role that was never loaded."""
    parent, today = pages.get("opportunities"), timezone.localdate(now)
    words = read("opportunities")
    rows = [(FundingCallPage, row) for row in words["call"]] + [(VolunteerRolePage, row) for row in words["role"]]
    rows = [(model, row) for model, row in rows if parent and pages.memory.fresh(f"page:{row['key']}")]
    for model, row in rows:
        pages.place(row["key"], model(title=row["title"], slug=row["slug"]), parent)
    for _model, row in rows:
        page = pages.fill(pages.get(row["key"]), row)
        _fill_facts(page, row, terms)
        if "rounds" in row:
            page.rounds = [_round(row["key"], order, written, today) for order, written in enumerate(row["rounds"])]
            page.funder = terms.get("organisation", row.get("funder"))
            page.last_checked_on = today if page.is_external else None
        else:
            page.venue = terms.get("venue", row.get("venue"))
            page.closes_date = day_of(row["closes"], today=today) if "closes" in row else None
        pages.publish(page)


def _fill_facts(page, row, terms):
    for name in PLAIN:
        if name in row:
            setattr(page, name, row[name])
    for name in SECTIONS:
        if name in row:
            setattr(page, name, story(row[name]))
    page.themes = terms.all("theme", row["themes"])
    page.meant_for = terms.all("audience", row["meant_for"])
    page.open_to = terms.all("audience", row.get("open_to", ["public"]))
    page.contact_name, page.contact_email = "The public engagement team", "hello@caldermouth.example"


def _round(key, order, written, today):
    one = CallRound(uid=lasting_id(f"{key}:round:{order}"), sort_order=order, name=written.get("name", ""))
    one.mode = written.get("mode", one.mode)
    one.closes_time = time(16, 0)
    for word, field in DAYS.items():
        if word in written:
            setattr(one, field, day_of(written[word], today=today))
    for word, field in NUMBERS.items():
        if word in written:
            setattr(one, field, written[word])
    return one
