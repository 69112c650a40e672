"""A round copied forward: the same days of the week later on, with what the last one brought left behind."""

from datetime import timedelta

from django.db import transaction
from wagtail.log_actions import log

from core.rollover import copied_row

#: What only the round it happened in can say.
LEFT_BEHIND = ("applications", "awards_made", "results_on", "places", "may_overlap")


def first_day(one):
    """The day by which a round's place in the year is known."""
    names = ("closes_date", "starts_date", "opens_date")
    return next((day for name in names if (day := getattr(one, name, None))), None)


def copied_round(one, *, weeks, name):
    """An unsaved round: every day of `one` moved by whole weeks, its clock times kept, what it brought cleared."""
    moved = timedelta(weeks=weeks)
    new = copied_row(one, shift=moved, left_out=LEFT_BEHIND, name=name)
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
