"""What is done with opportunities beyond Wagtail's own actions, in words, for a page's history and the site's."""

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter

WORDS = {
    "opportunities.make_shifts": (_("Make shifts"), _("Shifts made: %(number)s")),
    "opportunities.shift_cancel": (_("Cancel a shift"), _("Shift cancelled: %(shift)s")),
    "opportunities.shift_restore": (_("Restore a shift"), _("Shift restored: %(shift)s")),
    "opportunities.shift_delete": (_("Delete a shift"), _("Shift deleted: %(shift)s")),
    "opportunities.shift_take": (_("Put somebody down for a shift"), _("Somebody put down: %(shift)s")),
    "opportunities.shift_free": (_("Give a place back"), _("Place given back: %(shift)s")),
    "opportunities.shift_places": (_("Change a shift's places"), _("Places of a shift changed to %(places)s: %(shift)s")),
    "opportunities.themes": (_("Change themes"), _("Themes changed")),
    "opportunities.archive": (_("Archive"), _("Archived")),
    "opportunities.checked": (_("Check against the source"), _("Checked against the source")),
    "opportunities.copy_round": (_("Copy a round forward"), _("Round copied forward: %(name)s")),
    "opportunities.found_new": (_("Look at a found call again"), _("To be decided about again")),
    "opportunities.found_watch": (_("Watch a found call"), _("Watched")),
    "opportunities.found_not-for-us": (_("Refuse a found call"), _("Not for us")),
    "opportunities.found_published": (_("Put a found call on the list"), _("Put on our list: %(title)s")),
}


def register_log_actions(actions):
    for name, (label, words) in WORDS.items():
        actions.register_action(name)(_formatter(label, words))


def _formatter(label, words):
    class Formatter(LogFormatter):
        def format_message(self, log_entry):
            try:
                return words % log_entry.data
            except KeyError:  # written by an older version, which noted less
                return self.label

    Formatter.label = label
    return Formatter
