from django.contrib.auth.models import Permission
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter

from core.publishing import is_source
from events.changing.explaining import ExplainChangesView
from events.changing.permissions import may_announce
from events.changing.views import AnnounceChangeView, announce_url
from events.choices import ChangeKind
from events.generating.views import GenerateDatesView
from events.models import EventFacts, EventPage


@hooks.register("register_permissions")
def permission_to_announce():
    return Permission.objects.filter(content_type__app_label="events", codename="announce_change")


@hooks.register("register_log_actions")
def log_of_announcements(actions):
    @actions.register_action("events.announce_change")
    class AnnounceChange(LogFormatter):
        label = _("Announce a change")

        def format_message(self, entry):
            return _("Announced “%(kind)s”: %(reason)s") % {
                "kind": ChangeKind(entry.data["kind"]).label,
                "reason": entry.data["reason"],
            }

    @actions.register_action("events.explain_change")
    class ExplainChange(LogFormatter):
        label = _("Say why it changed")

        def format_message(self, entry):
            return _("Said why it changed: %(reason)s") % {"reason": entry.data["reason"]}


@hooks.register("after_publish_page")
def warn_of_changes_without_a_reason(request, page):
    """For whatever the form did not see coming, such as a change that somebody else announced meanwhile."""
    facts = EventFacts.objects.filter(page=page.pk).first() if isinstance(page, EventPage) else None
    if facts and facts.changes.unexplained(now=timezone.now()).exists():
        messages.warning(
            request,
            _("The public log says that dates or places of “%(title)s” have changed, and not why.") % {"title": page.title},
            buttons=[messages.button(reverse("events_explain_changes", args=[page.pk]), _("Say why"), new_window=False)],
        )


@hooks.register("after_edit_page")
def warn_of_what_was_approved(request, page):
    """A workflow publishes what is approved in the editor, and Wagtail tells of that by no other hook."""
    if request.POST.get("action-workflow-action"):
        warn_of_changes_without_a_reason(request, page)


@hooks.register("register_admin_urls")
def urls_of_changes():
    return [
        path("events/announce-change/", AnnounceChangeView.as_view(), name="events_announce_change"),
        path("events/<int:page_id>/say-why/", ExplainChangesView.as_view(), name="events_explain_changes"),
        path("events/<int:page_id>/generate-dates/", GenerateDatesView.as_view(), name="events_generate_dates"),
    ]


@hooks.register("register_page_header_buttons")
def header_buttons(page, user, view_name, next_url=None):
    yield from _buttons(page, user, next_url)


@hooks.register("register_page_listing_more_buttons")
def listing_buttons(page, user, next_url=None):
    yield from _buttons(page, user, next_url)


def _buttons(page, user, next_url):
    if page.specific_class is not EventPage:
        return
    page = page.specific_deferred
    if page.live and may_announce(user, page):
        yield Button(_("Announce a change"), announce_url([page], next_url=next_url), icon_name="warning", priority=12)
    # A list of events knows it of all its rows.
    listed = getattr(page, "listed", None)
    is_its_own = listed.plan.page_id == page.pk if listed else is_source(page)
    if is_its_own and page.permissions_for_user(user).can_edit():
        url = reverse("events_generate_dates", args=[page.pk])
        yield Button(_("Generate dates"), url, icon_name="calendar", priority=13)
