"""Announcing what cannot wait: say it, see what readers will be told, confirm it."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.admin import messages

from core.breadcrumbs import trail
from core.changelog.forms import languages_besides
from core.changelog.log import lines_of
from core.changelog.views import AnnounceView
from events.festivals.admin.announce_forms import AnnounceSessionForm
from events.festivals.admin.trails import to_programme, to_programmes
from events.festivals.models import Festival
from events.festivals.permissions import may_release
from events.festivals.services import Snapshot, announce_session, changes_of


class AnnounceSessionView(AnnounceView):
    form_class = AnnounceSessionForm
    template_name = "events/admin/announce_session.html"

    @cached_property
    def festival(self):
        return get_object_or_404(Festival.objects.select_related("page__locale"), pk=self.kwargs["pk"])

    def may_announce(self, user):
        return may_release(user, self.festival)

    def get_form_kwargs(self):
        released = Snapshot.of_release(self.festival.latest_release())
        return super().get_form_kwargs() | {"festival": self.festival, "released": released}

    def get_page_title(self):
        return _("Announce a change now")

    def get_breadcrumbs_items(self):
        return trail(to_programmes(), to_programme(self.festival), here=self.get_page_title())

    def get_success_url(self):
        return reverse("festival_programme", args=[self.festival.pk])

    def announce(self, form):
        announce_session(festival=self.festival, news=form.news(), now=self.now, user=self.request.user)

    def tell_editor(self):
        messages.success(self.request, _("Announced: the programme says so in every language, list and calendar."))

    def preview_of(self, form):
        """(language, lines) of what its readers will be told, in its words."""
        changes, own = changes_of(self.festival, form.news()), self.festival.latest_release().language
        return [(code, _in_words(changes, code)) for code in [own, *languages_besides(own)]]


def _in_words(changes, language):
    with override(language):
        return lines_of(changes, language=language)
