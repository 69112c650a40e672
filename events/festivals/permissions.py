"""Who may do what to a festival's programme: what their groups may do, and where in the page tree."""

RELEASE = "events.release_programme"


def may_plan(user):
    """Whoever may do anything to sessions or releases."""
    return user.has_perm(RELEASE) or any(user.has_perm(f"events.{name}_session") for name in ("add", "change", "view"))


def may_release(user, festival):
    """A permission of its own, for those festivals whose page the person may publish."""
    return user.has_perm(RELEASE) and festival.page.permissions_for_user(user).can_publish()
