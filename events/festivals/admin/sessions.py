"""The list of sessions and the form of one."""

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from django_filters.fields import ModelChoiceField
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.snippets.views.snippets import CreateView, DeleteView, EditView, IndexView

from core.forms import LONGEST_ID, BoundedChoiceMixin
from core.models import VenueRoom
from core.snippets import SnippetViewSet
from events.festivals.permissions import may_edit
from events.festivals.services.planning import duplicate_session
from events.models import Festival, Session, Track


def is_id(text):
    return text.isdecimal() and text.isascii() and len(text) <= LONGEST_ID


class BoundedFilterField(BoundedChoiceMixin, ModelChoiceField):
    pass


class BoundedChoiceFilter(django_filters.ModelChoiceFilter):
    field_class = BoundedFilterField


def tracks_of(request):
    """The tracks of the festival that is looked at, or all."""
    festival = request.GET.get("festival", "") if request else ""
    return Track.objects.filter(festival=festival) if is_id(festival) else Track.objects.all()


class SessionFilterSet(WagtailFilterSet):
    festival = BoundedChoiceFilter(queryset=Festival.objects.select_related("page"), label=_("Festival"))
    track = BoundedChoiceFilter(queryset=tracks_of, label=_("Track"))
    day = django_filters.DateFilter(field_name="runs__day", label=_("Day"), distinct=True)
    room = BoundedChoiceFilter(queryset=VenueRoom.objects.all(), field_name="runs__room", label=_("Room"), distinct=True)
    person = django_filters.CharFilter(field_name="people__name", lookup_expr="icontains", label=_("Person"), distinct=True)

    class Meta:
        model = Session
        fields = ["festival", "track", "day", "room", "person", "kind", "participation", "price", "is_cancelled"]


class _ForOneFestival:
    """Keeps to the festival that the address names, from the list to the form and back."""

    @cached_property
    def festival_id(self):
        asked = self.request.GET.get("festival", "")
        return asked if is_id(asked) else ""

    def _kept(self, url):
        return f"{url}?{urlencode({'festival': self.festival_id})}" if url and self.festival_id else url

    def get_add_url(self):
        return self._kept(super().get_add_url())


class SessionIndexView(_ForOneFestival, IndexView):
    pass


class SessionCreateView(_ForOneFestival, CreateView):
    def get_initial_form_instance(self):
        """For the festival the address names; where there is only one, for that."""
        mine = Festival.objects.editable_by(self.request.user)
        known = list(mine.filter(pk=self.festival_id) if self.festival_id else mine[:2])
        return Session(festival=known[0]) if len(known) == 1 else Session()

    def get_success_url(self):
        return self._kept(super().get_success_url())


class _OfOwnFestival:
    """Wagtail asks for permission on the model only; ours depends on the festival, too."""

    def get_object(self, queryset=None):
        found = super().get_object(queryset)
        if not self.user_has_permission_for_instance(self.permission_required, found):
            raise PermissionDenied
        return found


class OwnEditView(_OfOwnFestival, EditView):
    pass


class OwnDeleteView(_OfOwnFestival, DeleteView):
    pass


class PartViewSet(SnippetViewSet):
    """Parts of those festivals whose page somebody may edit."""

    copy_view_enabled = False  # a copied session would be on at the same time in the same room
    edit_view_class, delete_view_class = OwnEditView, OwnDeleteView

    def get_queryset(self, request):
        festivals = Festival.objects.editable_by(request.user)
        return self.model.objects.filter(festival__in=festivals.values("pk")).select_related("festival__page")


class SessionViewSet(PartViewSet):
    """Sessions of every festival; the programme's overview leads to those of one."""

    model = Session
    icon = "calendar-alt"
    index_view_class = SessionIndexView
    add_view_class = SessionCreateView
    filterset_class = SessionFilterSet
    list_display = [
        "title",
        Column("when_words", label=_("When and where")),
        Column("kind", label=_("Kind"), sort_key="kind__name"),
        Column("track", label=_("Track"), sort_key="track__sort_order"),
        Column("people_words", label=_("People")),
        Column("state_words", label=_("State"), sort_key="is_cancelled"),
    ]
    list_per_page = 50
    list_export = ["title", "when_words", "kind", "track", "people_words", "participation", "price", "is_cancelled", "uid"]
    export_filename = "sessions"
    search_fields = ["title", "summary"]
    search_backend_name = None
    ordering = ["title", "pk"]

    def get_queryset(self, request):
        return super().get_queryset(request).whole().order_by(*self.ordering)


class TrackViewSet(PartViewSet):
    model = Track
    icon = "tag"
    list_display = ["name", "festival", "sort_order"]
    list_filter = ["festival"]


class DuplicateSessionForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=160)
    with_times = forms.BooleanField(
        label=_("Take its times along"),
        required=False,
        help_text=_("On other days with its rooms, on the same day without: they are taken."),
    )
    days = forms.IntegerField(label=_("Days later"), initial=0, required=False, min_value=-60, max_value=60)


class DuplicateSessionView(WagtailAdminTemplateMixin, FormView):
    """Ask what the new session is called and when it is, then open it."""

    form_class = DuplicateSessionForm
    template_name = "events/admin/duplicate_session.html"
    header_icon = "copy"
    page_title = _("Duplicate")

    @cached_property
    def session(self):
        return get_object_or_404(Session.objects.whole(), pk=self.kwargs["pk"])

    def dispatch(self, request, *args, **kwargs):
        if not (request.user.has_perm("events.add_session") and may_edit(request.user, self.session.festival)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self):
        return {"title": self.session.title}

    def get_page_subtitle(self):
        return self.session.title

    def form_valid(self, form):
        values = form.cleaned_data
        days = (values["days"] or 0) if values["with_times"] else None
        copy = duplicate_session(session=self.session, title=values["title"], days=days)
        messages.success(self.request, _("“%(title)s” is in the draft now. Look it through.") % {"title": copy.title})
        return redirect(AdminURLFinder(self.request.user).get_edit_url(copy) or "festival_programmes")
