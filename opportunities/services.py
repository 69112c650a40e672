"""Changing facts of pages for many at once, without publishing what somebody is still drafting."""

from datetime import timedelta

from django.db import transaction
from wagtail.log_actions import log

from core.publishing import is_source
from core.rollover import copied_row


def can_amend(page, user):
    """Whether facts are edited on this page, and by this user at this moment."""
    permissions = page.permissions_for_user(user)
    return permissions.can_edit() and not permissions.page_locked() and is_source(page)


@transaction.atomic
def amend(*, page, change, user, action, data=None):
    """Let `change` alter the page, keep that as a revision, and note `action` in its history.

    What is published is published again with the change alone; a draft in the making gets the change and stays a draft.
    Who may not publish leaves it all as a draft.
    """
    if page.live and page.permissions_for_user(user).can_publish():
        draft = page.get_latest_revision_as_object() if page.has_unpublished_changes else None
        published = type(page).objects.get(pk=page.pk)
        change(published)
        published.save_revision(user=user, changed=False, log_action=False, clean=False).publish(user=user, log_action=False)
    else:
        draft = page.get_latest_revision_as_object()
    if draft is not None:
        change(draft)
        draft.save_revision(user=user, changed=True, log_action=False, clean=False)
    log(page, action, user=user, data=data or {})


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
