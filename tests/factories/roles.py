"""People with exactly the rights a test names."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission

from .users import UserFactory


def somebody_who_may(*permissions, pages=()):
    """Somebody with access to the admin and these permissions ("app.codename"); `pages` are (page, "change_page") pairs."""
    user = UserFactory()
    group = Group.objects.create(name=f"Group of {user.username}")
    for name in ("wagtailadmin.access_admin", *permissions):
        app, codename = name.split(".")
        group.permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
    for page, codename in pages:
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    user.groups.set([group])
    return user
