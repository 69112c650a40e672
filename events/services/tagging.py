"""Adding and taking away words on many events at once."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

FIELDS = ("themes", "meant_for", "open_to")


@dataclass(frozen=True)
class Tagged:
    """What became of one event."""

    page: object
    is_changed: bool = False
    is_published: bool = False
    is_waiting: bool = False

    @property
    def words(self):
        if not self.is_changed:
            return _("has them already")
        if self.is_published:
            return _("changed and published")
        return _("changed in its draft, which waits to be published") if self.is_waiting else _("changed, a draft as before")


@transaction.atomic
def tag_event(page, *, add, remove, user):
    """Add and take away terms, `{name of a list: terms}`, on the latest draft, as a new revision.

    Published only where the event was live without changes that somebody else has not published, and where `user` may.
    """
    draft = page.get_latest_revision_as_object()
    is_changed = False
    for name in FIELDS:
        before = set(getattr(draft, name).all())
        after = (before | set(add.get(name, ()))) - set(remove.get(name, ()))
        if after != before:
            setattr(draft, name, sorted(after, key=lambda term: term.pk))
            is_changed = True
    if not is_changed:
        return Tagged(page)
    can_publish = page.live and not page.has_unpublished_changes and page.permissions_for_user(user).can_publish()
    revision = draft.save_revision(user=user, log_action=True, clean=False)
    if can_publish:
        revision.publish(user=user)
    return Tagged(page, is_changed=True, is_published=can_publish, is_waiting=page.live and not can_publish)
