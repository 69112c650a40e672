from django.contrib.auth.models import Permission
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from events.choices import ChangeKind


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
