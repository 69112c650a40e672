"""Who may tell the public that an event changes."""

PERMISSION = "events.announce_change"


def may_announce(user, page):
    """Whether this person may tell the public that this event changes: a permission of its own, within their pages."""
    return user.has_perm(PERMISSION) and page.permissions_for_user(user).can_edit()


def may_explain(user, page):
    """Whether this person may say why it changed: whoever could have published the change with its reason."""
    return page.permissions_for_user(user).can_publish() or may_announce(user, page)
