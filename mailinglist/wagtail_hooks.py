from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from mailinglist import services
from mailinglist.models import Subscriber, Topic


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    list_display = ["name", "slug", "is_default", "is_retired"]
    copy_view_enabled = False


class NobodyIsAdded(ModelPermissionPolicy):
    """Django's permissions, but for one: people add themselves."""

    def user_has_permission(self, user, action):
        return action != "add" and super().user_has_permission(user, action)


class SubscriberViewSet(SnippetViewSet):
    """Who is on the list. Addresses are looked up here, not typed in: nobody is added without their own yes."""

    model = Subscriber
    icon = "mail"
    list_display = ["email", "state", "language", "created_at"]
    list_filter = ["state", "language"]
    list_export = ["email", "state", "language", "created_at", "changed_at"]
    search_fields = ["email"]
    search_backend_name = None
    copy_view_enabled = False
    inspect_view_enabled = True


class MailingListGroup(SnippetViewSetGroup):
    menu_label = _("Mailing list")
    menu_icon = "mail"
    menu_order = 310
    items = (SubscriberViewSet, TopicViewSet)


@hooks.register("after_delete_snippet")
def forget_wherever_they_are(request, instances):
    """Whoever is deleted from the list is deleted from the rest of the site too, as if they had asked for it themselves."""
    for subscriber in instances:
        if isinstance(subscriber, Subscriber):
            services.erase(subscriber=subscriber)


register_permission_policy(Subscriber, NobodyIsAdded(Subscriber))
register_snippet(MailingListGroup)
