"""Who may do what to a festival's programme: what their groups may do, and where in the page tree."""

from wagtail.permission_policies import ModelPermissionPolicy

from events.festivals.models import Festival

RELEASE = "events.release_programme"


def may_plan(user):
    """Whoever may do anything to sessions or releases."""
    return user.has_perm(RELEASE) or any(user.has_perm(f"events.{name}_session") for name in ("add", "change", "view"))


def may_release(user, festival):
    """A permission of its own, for those festivals whose page the person may publish."""
    return user.has_perm(RELEASE) and festival.page.permissions_for_user(user).can_publish()


def may_edit(user, festival):
    """Whether the festival's page is one of the person's: then its sessions and tracks are, too."""
    return festival.page.permissions_for_user(user).can_edit()


def may_import(user, festival):
    return all(user.has_perm(f"events.{action}_session") for action in ("add", "change")) and may_edit(user, festival)


class OfOwnFestivals(ModelPermissionPolicy):
    """The model's permissions, and only for what belongs to a festival whose page the person may edit."""

    def user_has_permission_for_instance(self, user, action, instance):
        # What is looked at harms nobody; what was never saved has no festival yet, and its form offers only one's own.
        is_free = action == "view" or instance.festival_id is None
        return self.user_has_permission(user, action) and (is_free or may_edit(user, instance.festival))

    def instances_user_has_any_permission_for(self, user, actions):
        if not self.user_has_any_permission(user, actions):
            return self.model.objects.none()
        return self.model.objects.filter(festival__in=Festival.objects.editable_by(user).values("pk"))
