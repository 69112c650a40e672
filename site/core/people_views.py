"""Screens that show people to staff: never a snippet, no chooser, and whoever looks, exports, changes or deletes is recorded.

Before a file is taken, it is asked again who somebody is: a screen left open would give it to anybody.
Every list of people in the admin is a `PeopleViewSet`; the test over all admin addresses fails for one that is not.
"""

from datetime import UTC, datetime, timedelta

from django import forms
from django.contrib.auth.signals import user_logged_in
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseNotAllowed
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import DeleteView, EditView, IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet

from core import audit
from core.breadcrumbs import screen
from core.limits import allow

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
        way_back = (self.index_url, self.page_title or title)
        shown = {"form": form, "media": form.media, "index_url": self.index_url}
        name = "core/admin/export_people.html"
        return screen(self.request, name, way_back, title=title, icon="download", status=status, **shown)


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


#: How long a password that was typed, or a sign-in, speaks for whoever sits there.
CONFIRMED_FOR = timedelta(minutes=10)
#: Wrong passwords in a quarter of an hour: enough for a bad day, too few for guessing.
MOST_TRIES, TRIES_PER = 10, timedelta(minutes=15)
CONFIRMED, SIGNED_IN = "password_confirmed", "signed_in"


def note(request, what, *, now=None):
    request.session[what] = [request.user.pk, (now or timezone.now()).timestamp()]


def was_lately(request, what, *, now=None):
    user, moment = request.session.get(what) or [None, 0]
    age = (now or timezone.now()) - datetime.fromtimestamp(moment, UTC)
    return user == request.user.pk and timedelta(0) <= age <= CONFIRMED_FOR


def note_sign_in(sender, request, user, **_more):
    if request is not None and hasattr(request, "session"):
        request.session[SIGNED_IN] = [user.pk, timezone.now().timestamp()]


def connect():
    user_logged_in.connect(note_sign_in, dispatch_uid="core.people_views")


class ConfirmForm(forms.Form):
    """Why, and who: the password of whoever has not just typed it.

    Somebody who signs in elsewhere (single sign-on) has no password here: they are asked to sign out and in again instead,
    and have ten minutes from then.
    """

    reason = forms.CharField(
        label=_("Why do you need it?"),
        help_text=_("Kept with your name for two years. Name no people here."),
        max_length=200,
        min_length=5,
    )
    password = forms.CharField(
        label=_("Your password"),
        help_text=_("We ask again because the file leaves this site."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args, request, **options):
        super().__init__(*args, **options)
        self.request = request
        self.signs_in_elsewhere = not request.user.has_usable_password()
        self.must_sign_in = self.signs_in_elsewhere and not was_lately(request, SIGNED_IN)
        if self.signs_in_elsewhere or was_lately(request, CONFIRMED):
            del self.fields["password"]

    def clean_reason(self):
        reason = " ".join(self.cleaned_data["reason"].split())
        if "@" in reason:
            raise ValidationError(_("Say why without an address: this is kept when the person is long forgotten."))
        return reason

    def clean_password(self):
        user, password = self.request.user, self.cleaned_data["password"]
        if not allow("confirm password", user.pk, most=MOST_TRIES, per=TRIES_PER):
            raise ValidationError(_("Too many tries. Wait a quarter of an hour."))
        if not user.check_password(password):
            raise ValidationError(_("That is not your password."))
        return password

    def clean(self):
        if self.must_sign_in:
            raise ValidationError(_("You sign in elsewhere: sign out and in again, then you have ten minutes."))
        if "password" in self.cleaned_data:
            note(self.request, CONFIRMED)
        return self.cleaned_data
