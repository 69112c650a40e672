"""Changing facts of pages for many at once, without publishing what somebody is still drafting."""

from django.db import transaction
from wagtail.log_actions import log

from core.publishing import is_source


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
