"""Generating dates: say the pattern, see the dates, have them written to the draft."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from core.breadcrumbs import to_editor, trail
from core.publishing import is_source
from events.formatting import when_words
from events.generating.forms import GenerateDatesForm
from events.models import EventPage
from events.services.drafts import add_dates_to_draft
from events.services.generation import Pattern
from events.services.spans import occurrence_of


class GenerateDatesView(WagtailAdminTemplateMixin, FormView):
    form_class = GenerateDatesForm
    template_name = "events/admin/generate_dates.html"
    header_icon = "calendar"

    def dispatch(self, request, page_id):
        self.event = get_object_or_404(EventPage, pk=page_id)
        if not self.event.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        if not is_source(self.event):
            raise Http404("Dates are edited on the page this is translated from")
        lock = self.event.get_lock()
        if lock and lock.for_user(request.user):
            messages.error(request, _("The page is locked: dates can't be added now."))
            return redirect("wagtailadmin_pages:edit", self.event.pk)
        self.draft = self.event.get_latest_revision_as_object()
        self.preview = None
        return super().dispatch(request)

    def get_form_kwargs(self):
        known = list(self.draft.dates.all())
        return super().get_form_kwargs() | {"timezone_name": self.draft.timezone, "known": known}

    def get_initial(self):
        """The clocks of the last date there is: what comes next is most often more of the same."""
        last = max(self.draft.dates.all(), key=lambda date: date.start_date, default=None)
        if last is None:
            return {"pattern": Pattern.WEEKLY}
        days_more = (last.last_day - last.start_date).days
        return {"pattern": Pattern.WEEKLY, "start_time": last.start_time, "end_time": last.end_time, "days_more": days_more}

    def form_valid(self, form):
        dates = form.cleaned_data["dates"]
        if "confirm" in self.request.POST and dates:
            add_dates_to_draft(page=self.event, dates=dates, user=self.request.user)
            number = len(dates)
            messages.success(
                self.request,
                ngettext(
                    "%(number)d date added to the draft. Publish the page when it is ready.",
                    "%(number)d dates added to the draft, each to be changed alone. Publish the page when it is ready.",
                    number,
                )
                % {"number": number},
            )
            return redirect(self.get_success_url())
        self.preview = [when_words(occurrence_of(date, self.draft)) for date in dates]
        return self.render_to_response(self.get_context_data(form=form))

    def get_success_url(self):
        return reverse("wagtailadmin_pages:edit", args=[self.event.pk])

    def get_page_title(self):
        return _("Generate dates")

    def get_page_subtitle(self):
        return self.event.get_admin_display_title()

    def get_breadcrumbs_items(self):
        return trail(to_editor(self.event), here=self.get_page_title(), about=self.get_page_subtitle())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "media": context["form"].media,
            "preview": self.preview,
            "timezone_name": self.draft.timezone,
            "cancel_url": self.get_success_url(),
        }
