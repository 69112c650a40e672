"""Screens that show people to staff: never a snippet, no chooser, and whoever looks, exports, changes or deletes is recorded.

Every list of people in the admin is a `PeopleViewSet`; the test over all admin addresses fails for one that is not.
"""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import DeleteView, EditView, IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet

from core import audit
from core.breadcrumbs import trail
from core.reauthentication import ConfirmForm

Action = audit.Action


class PeopleListView(IndexView):
    """A list that is recorded when it is looked at, and exported only by POST, with a reason and the password."""

    def get(self, request, *args, **kwargs):
        if self.is_export:
            return self.ask(ConfirmForm(request=request))
        response = super().get(request, *args, **kwargs)
        self.record(Action.VIEWED, number=len(response.context_data["object_list"]))
        return response

    def post(self, request, *args, **kwargs):
        if not self.is_export:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        form = ConfirmForm(request.POST, request=request)
        if not form.is_valid():
            return self.ask(form, status=422)
        response = super().get(request, *args, **kwargs)
        self.record(Action.EXPORTED, number=self.object_list.count(), reason=form.cleaned_data["reason"])
        return response

    def record(self, action, **values):
        audit.record(action, user=self.request.user, kind=self.model._meta.label_lower, **values)

    def ask(self, form, *, status=200):
        title = _("Export %(people)s") % {"people": self.model._meta.verbose_name_plural}
        context = {
            "form": form,
            "media": form.media,
            "index_url": self.index_url,
            "header_title": title,
            "page_title": title,
            "header_icon": "download",
            "breadcrumbs_items": trail((self.index_url, self.page_title or title), here=title),
        }
        return render(self.request, "core/admin/export_people.html", context, status=status)


class PersonLookedAt:
    """A screen of one person, recorded whenever it is opened."""

    def get_page_subtitle(self):
        # On the screen only: what a person is called anywhere else holds no address.
        return getattr(self.object, "email", None) or super().get_page_subtitle()

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        audit.record_person(Action.VIEWED, self.object, user=request.user)
        return response


class PersonInspectView(PersonLookedAt, InspectView):
    pass


class PersonEditView(PersonLookedAt, EditView):
    success_message = _("%(model_name)s changed.")

    def save_instance(self):
        """Not through Wagtail's action, whose log keeps what the person is called, also when they are forgotten."""
        person = self.form.save()
        audit.record_person(Action.CHANGED, person, user=self.request.user)
        return person


class PersonDeleteView(PersonLookedAt, DeleteView):
    success_message = _("%(model_name)s forgotten.")

    @property
    def confirmation_message(self):
        words = _("Forget %(person)s? They go from here, from mail that was sent or waits, and from files. This is for good.")
        return words % {"person": self.get_page_subtitle()}

    def delete_action(self):
        audit.record_person(Action.DELETED, self.object, user=self.request.user)
        self.erase(self.object)

    def erase(self, person):
        """What forgets somebody wholly, and not only their row here."""
        raise PermissionDenied


class PeopleViewSet(ModelViewSet):
    """A list of people. Say in `delete_view_class` how one of them is erased."""

    add_to_menu = False
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = PeopleListView
    inspect_view_class = PersonInspectView
    edit_view_class = PersonEditView
    delete_view_class = PersonDeleteView

    def get_urlpatterns(self):
        """Nobody is written in by hand, and Wagtail's history and usage would say what people are called."""
        unwanted = {"add", "history", "history_results", "usage"}
        return [pattern for pattern in super().get_urlpatterns() if pattern.name not in unwanted]

    def get_common_view_kwargs(self, **kwargs):
        names = {"add_url_name": None, "history_url_name": None, "usage_url_name": None}
        return super().get_common_view_kwargs(**names, **kwargs)
