from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.viewsets.model import ModelViewSetGroup
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from core.people_views import PeopleViewSet, PersonDeleteView
from core.snippets import SnippetViewSet
from mailinglist import services
from mailinglist.models import Subscriber, Topic

State = Subscriber.State


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    list_display = ["name", "slug", "is_default", "is_retired"]
    copy_view_enabled = False


class NobodyIsAdded(ModelPermissionPolicy):
    """Django's permissions, but for one: people add themselves."""

    def user_has_permission(self, user, action):
        return action != "add" and super().user_has_permission(user, action)


class SubscriberForm(WagtailAdminModelForm):
    """Staff can take somebody off the list; only they themselves can say yes to it (GDPR article 4(11)).

    Nor do staff take a complaint back, since it is not theirs.
    """

    state = forms.ChoiceField(label=_("State"))

    class Meta:
        model = Subscriber
        fields = ["state"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        possible = {State.COMPLAINED}
        if self.instance.state != State.COMPLAINED:
            possible |= {self.instance.state, State.UNSUBSCRIBED, State.BOUNCED}
        self.fields["state"].choices = [choice for choice in State.choices if choice[0] in possible]

    def save(self, commit=True):
        if "state" in self.changed_data:
            self.instance.changed_at = timezone.now()
        subscriber = super().save(commit)
        if subscriber.state == State.COMPLAINED:
            services.complain(subscriber=subscriber, now=subscriber.changed_at)
        return subscriber


class ForgetView(PersonDeleteView):
    def erase(self, person):
        services.erase(subscriber=person)


class SubscriberViewSet(PeopleViewSet):
    """Who is on the list. Addresses are looked up here, not typed in: nobody is added without their own yes."""

    model = Subscriber
    name = "subscribers"
    icon = "mail"
    delete_view_class = ForgetView
    list_display = ["email", "state", "language", "created_at"]
    list_filter = ["state", "language"]
    list_export = ["email", "state", "language", "created_at", "changed_at"]
    search_fields = ["email"]
    search_backend_name = None

    def get_form_class(self, for_update=False):
        return SubscriberForm


class MailingListGroup(ModelViewSetGroup):
    menu_label = _("Mailing list")
    menu_icon = "mail"
    menu_order = 310
    items = (SubscriberViewSet, TopicViewSet)


register_permission_policy(Subscriber, NobodyIsAdded(Subscriber))
register_snippet(MailingListGroup)
