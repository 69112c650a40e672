"""A round copied forward: the same days of the week later on, with what the last one brought left behind."""

import copy
import re
import uuid
from datetime import date, timedelta

from django.db import models, transaction
from wagtail.log_actions import log

#: What only the round it happened in can say.
LEFT_BEHIND = ("applications", "awards_made", "results_on", "places", "may_overlap")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def weeks_to_next_year(day):
    """52 or 53: whichever brings the same weekday nearer to the same date next year."""
    try:
        anniversary = day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        anniversary = date(day.year + 1, 2, 28)
    return min((52, 53), key=lambda weeks: abs(day + timedelta(weeks=weeks) - anniversary))


def first_day(one):
    """The day by which a round's place in the year is known."""
    names = ("closes_date", "starts_date", "opens_date")
    return next((day for name in names if (day := getattr(one, name, None))), None)


def next_name(name, *, years):
    """A name with its years moved on: "Spring 2027" to "Spring 2028"."""
    return YEAR.sub(lambda found: str(int(found[0]) + years), name)


def copied_round(one, *, weeks, name):
    """An unsaved round: every day of `one` moved by whole weeks, its clock times kept, what it brought cleared."""
    moved = timedelta(weeks=weeks)
    new = copy.copy(one)
    new.pk, new.uid, new.name = None, uuid.uuid4(), name
    for field in one._meta.concrete_fields:
        value = getattr(one, field.attname)
        if field.name in LEFT_BEHIND:
            setattr(new, field.attname, None if field.null else field.get_default())
        elif isinstance(field, models.DateField) and value is not None:
            setattr(new, field.attname, value + moved)
    if hasattr(one, "key_dates"):
        new.key_dates = [("date", {**block.value, "day": block.value["day"] + moved}) for block in one.key_dates]
    return new


@transaction.atomic
def copy_round(*, page, one, weeks, name, user):
    """Add a copy of a round to a page, as a draft revision: nothing is published by it. Raises ValidationError."""
    draft = page.get_latest_revision_as_object()
    new = copied_round(one, weeks=weeks, name=name)
    new.full_clean(exclude=["page"], validate_unique=False)
    new.sort_order = max((each.sort_order or 0 for each in draft.rounds.all()), default=-1) + 1
    draft.rounds.add(new)
    draft.clean()
    revision = draft.save_revision(user=user, log_action=False, clean=False)
    log(page, "opportunities.copy_round", user=user, revision=revision, data={"name": str(new)})
    return new
