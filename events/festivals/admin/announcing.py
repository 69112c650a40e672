"""Announcing what cannot wait: say it, see what readers will be told, confirm it."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.breadcrumbs import trail
from events.festivals.admin.announce_forms import AnnounceSessionForm
from events.festivals.admin.trails import to_programme, to_programmes
from events.festivals.changes import change_lines
from events.festivals.models import Festival
from events.festivals.permissions import may_release
from events.festivals.services import Snapshot, announce_session, changes_of
from events.reason_fields import languages_besides


class AnnounceSessionView(WagtailAdminTemplateMixin, FormView):
    form_class = AnnounceSessionForm
    template_name = "events/admin/announce_session.html"
    header_icon = "warning"

    @cached_property
    def festival(self):
        return get_object_or_404(Festival.objects.select_related("page__locale"), pk=self.kwargs["pk"])

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.now, self.preview = timezone.now(), None

    def dispatch(self, request, *args, **kwargs):
        if not may_release(request.user, self.festival):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        released = Snapshot.of_release(self.festival.latest_release())
        return super().get_form_kwargs() | {"festival": self.festival, "released": released, "now": self.now}

    def get_page_title(self):
        return _("Announce a change now")

    def get_breadcrumbs_items(self):
        return trail(to_programmes(), to_programme(self.festival), here=self.get_page_title())

    def get_success_url(self):
        return reverse("festival_programme", args=[self.festival.pk])

    def form_valid(self, form):
        news = form.news()
        try:
            if "confirm" in self.request.POST:
                announce_session(festival=self.festival, news=news, now=self.now, user=self.request.user)
                messages.success(self.request, _("Announced: the programme says so in every language, list and calendar."))
                return redirect(self.get_success_url())
            release = self.festival.latest_release()
            release.changes = changes_of(self.festival, news)
            languages = [release.language, *languages_besides(release.language)]
            self.preview = [(code, _told_in(code, release)) for code in languages]
        except ValidationError as error:
            form.add_error(None, error)
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"preview": self.preview, "cancel_url": self.get_success_url()}


def _told_in(language, release):
    """What readers of a language will be told, in its words."""
    with override(language):
        return change_lines(release, language=language)
