"""Announcing a change: say it, see what it does, confirm it."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from core.breadcrumbs import to_editor, trail
from core.publishing import source_of
from events.changing.forms import AnnounceForm
from events.changing.permissions import may_announce
from events.choices import ChangeKind
from events.models import EventPage
from events.services import announce_change
from events.services.previews import preview_change

#: As many events as can be told of at once: more than that is an import.
MOST = 100


def announce_url(pages, *, next_url=""):
    """Where a change of these events is announced: one event with its dates, or several at once."""
    query = [("id", page.pk) for page in pages] + ([("next", next_url)] if next_url else [])
    return f"{reverse('events_announce_change')}?{urlencode(query)}"


class AnnounceChangeView(WagtailAdminTemplateMixin, FormView):
    form_class = AnnounceForm
    template_name = "events/admin/announce_change.html"
    header_icon = "warning"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.now = timezone.now()
        self.next_url = get_valid_next_url_from_request(request)
        self.events = self._events()
        self.preview = None

    def _events(self):
        """The events named in the address, each by the page its facts are edited on."""
        ids = [int(pk) for pk in self.request.GET.getlist("id") if pk.isdecimal() and len(pk) < 10]
        pages = EventPage.objects.filter(pk__in=ids[:MOST]).order_by("title", "pk")
        sources = {source.pk: source for page in pages if (source := source_of(page)) and source.facts.is_public}
        if not sources:
            raise Http404("No published event is named")
        return list(sources.values())

    def dispatch(self, request, *args, **kwargs):
        if not all(may_announce(request.user, page) for page in self.events):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"events": self.events, "now": self.now}

    def get_initial(self):
        return {"about": self.request.GET.get("date", "")}

    def form_valid(self, form):
        try:
            if "confirm" in self.request.POST:
                return self._announce(form)
            self.preview = [
                line for event in self.events for line in preview_change(event=event, **form.announcement(event=event))
            ]
        except ValidationError as error:
            form.add_error(None, error)
        return self.render_to_response(self.get_context_data(form=form))

    @transaction.atomic
    def _announce(self, form):
        for event in self.events:
            announce_change(**form.announcement(event=event), user=self.request.user)
        title = self.events[0].title
        messages.success(
            self.request,
            ngettext(
                "Announced: “%(title)s” says so in every language, list and calendar.",
                "Announced: %(number)d events say so in every language, list and calendar.",
                len(self.events),
            )
            % {"title": title, "number": len(self.events)},
            buttons=[messages.button(self.events[0].url, _("View live"), new_window=False)],
        )
        return redirect(self.get_success_url())

    def get_success_url(self):
        return self.next_url or reverse("wagtailadmin_pages:edit", args=[self.events[0].pk])

    def get_page_title(self):
        return _("Announce a change")

    def get_page_subtitle(self):
        if len(self.events) == 1:
            return self.events[0].get_admin_display_title()
        return ngettext("%(number)d event", "%(number)d events", len(self.events)) % {"number": len(self.events)}

    def get_breadcrumbs_items(self):
        steps = [to_editor(self.events[0])] if len(self.events) == 1 else []
        return trail(*steps, here=self.get_page_title(), about=self.get_page_subtitle())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "media": context["form"].media,
            "events": self.events,
            "preview": self.preview,
            "preview_kind": ChangeKind(context["form"].cleaned_data["kind"]).label if self.preview is not None else "",
            "next_url": self.next_url,
            "cancel_url": self.get_success_url(),
        }
