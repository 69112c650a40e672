"""Volunteers' shifts at two events, and an inbox with calls of other funders: what officers decide about."""

from django.utils import timezone

from events.models import Occurrence
from home.demo.schedules import day_of
from home.demo.texts import read
from opportunities.external.services import link_key
from opportunities.models import CallSource, FoundCall, OpportunityFacts
from opportunities.shifts.services import make_shifts, take_by_hand
from opportunities.shifts.spans import ShiftPlan


def load_volunteers(pages, *, now):
    """Lay shifts along the dates of events, once in the life of each pair of role and event."""
    for row in read("volunteers")["shifts"]:
        role, event = pages.get(row["role"]), pages.get(row["event"])
        key = f"shifts:{row['role']}:{row['event']}"
        if role is None or event is None or not pages.memory.fresh(key):
            continue
        facts = OpportunityFacts.objects.filter(translation_key=role.translation_key).first()
        dates = Occurrence.objects.filter(facts__translation_key=event.translation_key).not_over(now=now)
        if facts is None or not dates:
            continue
        plan = ShiftPlan(**{name: row[name] for name in ("before", "after", "changeover")})
        made = make_shifts(role=facts, occurrences=list(dates), people=row["people"], plan=plan, longest=row["longest"])
        for shift, taken in zip(sorted(made, key=lambda one: one.starts_at), row["taken"], strict=False):
            for _place in range(taken):
                take_by_hand(shift=shift, now=now)
        if made:
            pages.memory.remember(key, made[0])


def load_external_calls(pages, terms, *, now):
    """Fill the inbox as if two sources had been read already; nobody's server is asked."""
    memory, words, today = pages.memory, read("volunteers"), timezone.localdate(now)
    for row in words["source"]:
        if memory.fresh(f"source:{row['key']}"):
            funder = terms.get("organisation", row.get("funder"))
            source = CallSource.objects.create(
                name=row["name"], url=row.get("url", ""), funder=funder, is_active=False, read_at=now
            )
            memory.remember(f"source:{row['key']}", source)
    for row in words["found"]:
        source, key = memory.get(f"source:{row['source']}"), f"found:{row['link']}"
        if source is None or not memory.fresh(key):
            continue
        found = FoundCall.objects.create(
            source=source,
            title=row["title"],
            link=row["link"],
            key=link_key(row["link"]),
            funder=row.get("funder") or (source.funder.name if source.funder else ""),
            summary=row["summary"],
            opens_on=day_of(row["opens"], today=today) if "opens" in row else None,
            closes_on=day_of(row["closes"], today=today),
            state=row.get("state", FoundCall.State.NEW),
            resembles=row.get("resembles", ""),
            found_at=now,
            seen_at=now,
        )
        memory.remember(key, found)
