"""What editors can do to many things at once: an action asks first, names what it leaves alone, and is done in one method."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.bulk_action import BulkAction


class AskFirst(BulkAction):
    """To be named before Wagtail's own class for pages or snippets."""

    template_name = "core/admin/bulk_action.html"
    form_class = forms.Form
    header_icon = "tag"
    #: What is asked, or said before it is done; the words of the button, if not the action's name; those of the way back.
    question = button = ""
    way_back = _("Leave it")
    #: Said above what is chosen and left alone.
    left_alone = ""

    @cached_property
    def url_finder(self):
        return AdminURLFinder(self.request.user)

    def object_context(self, obj):
        context = super().object_context(obj)
        item = context["item"]
        title = item.get_admin_display_title() if hasattr(item, "get_admin_display_title") else item
        return context | {"edit_url": self.url_finder.get_edit_url(item), "title": title}

    def get_execution_context(self):
        return super().get_execution_context() | {"action": self}

    @classmethod
    def execute_action(cls, objects, action=None, **kwargs):
        return action.execute(objects), 0

    def execute(self, objects):
        """Do it to all of these, which `check_perm` has let through. Returns how many it was done to."""
        raise NotImplementedError
