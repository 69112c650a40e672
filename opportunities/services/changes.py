"""Keeps what changed between two publications, for "What changed" on the page of an opportunity."""

from dataclasses import dataclass

from opportunities.changes.facts import differences, facts_of_opportunity, facts_of_round
from opportunities.choices import CURRENT_STATES
from opportunities.models import OpportunityChange
from opportunities.states import state_of


@dataclass(frozen=True, kw_only=True)
class Published:
    """An opportunity's facts as they were published before."""

    own: dict
    rounds: dict
    by_uid: dict


def published_facts(facts):
    by_uid = {one.uid: one for one in facts.rounds.all()}
    return Published(
        own=facts_of_opportunity(facts), rounds={uid: facts_of_round(one) for uid, one in by_uid.items()}, by_uid=by_uid
    )


def record_changes(facts, rounds, *, before, now):
    """Write one row for each fact that differs from `before`."""
    rows = [_row(facts, now, None, *found) for found in differences(before.own, facts_of_opportunity(facts))]
    for one in rounds:
        if one.uid in before.rounds:
            rows += [_row(facts, now, one, *found) for found in differences(before.rounds[one.uid], facts_of_round(one))]
        else:
            rows.append(_row(facts, now, one, "added", False, True))
    present = {one.uid for one in rounds}
    for uid, gone in before.by_uid.items():
        # Tidying up what is over is no news.
        if uid not in present and state_of(gone, now=now) in CURRENT_STATES:
            rows.append(_row(facts, now, gone, "removed", False, True))
    return OpportunityChange.objects.bulk_create(rows)


def _row(facts, now, one, name, before, after):
    return OpportunityChange(
        facts=facts,
        at=now,
        round_uid=one and one.uid,
        round_name=one.name if one else "",
        name=name,
        before=before,
        after=after,
    )
