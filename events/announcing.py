"""Announcing a change of events: say it, see what it does, confirm it."""

import json

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.widgets import AdminDateInput, AdminTimeInput

from core.breadcrumbs import to_editor, trail
from core.changelog.forms import ReasonForm
from core.changelog.views import AnnounceView
from core.dates import local
from core.forms import RoomsByVenue
from core.models import Venue, VenueRoom
from core.publishing import public_facts_of
from core.versions import renewed_once
from events.changelog import may_announce
from events.choices import ChangeKind, WhichTime
from events.formatting import when_words
from events.models import EventPage
from events.services import announce_change
from events.services.changes import NewPlace, preview_change
from events.services.spans import DateValue

#: As many events as can be told of at once: more than that is an import.
MOST = 100
ALL = "all"
#: What each kind asks for besides the reason.
NEEDS = {
    "start_date": [ChangeKind.RESCHEDULED, ChangeKind.POSTPONED],
    "venue": [ChangeKind.NEW_VENUE],
    "online_url": [ChangeKind.MOVED_ONLINE],
}
EXPLAINED = {
    ChangeKind.CANCELLED: _("It doesn't take place. It stays in lists and calendars, marked, until its date has passed."),
    ChangeKind.POSTPONED: _("It doesn't take place on that day. Give the new date if you know it."),
    ChangeKind.RESCHEDULED: _("It takes place at another time. The old one stays to be seen."),
    ChangeKind.MOVED_ONLINE: _("It takes place at the same time, online only."),
    ChangeKind.NEW_VENUE: _("It takes place at the same time, somewhere else."),
    ChangeKind.SCHEDULED: _("It takes place as it was planned after all."),
}


class AnnounceForm(ReasonForm):
    """One change of one date, or of every date still to come of one event or of several."""

    kind = forms.ChoiceField(label=_("What changes"), widget=forms.RadioSelect)
    about = forms.ChoiceField(label=_("Which date"))
    start_date = forms.DateField(label=_("New day"), required=False, widget=AdminDateInput)
    start_time = forms.TimeField(
        label=_("Starts"), required=False, widget=AdminTimeInput, help_text=_("Leave both times empty to keep the hours.")
    )
    end_date = forms.DateField(
        label=_("Last day"), required=False, widget=AdminDateInput, help_text=_("Leave empty if it is the same day.")
    )
    end_time = forms.TimeField(label=_("Ends"), required=False, widget=AdminTimeInput)
    which_time = forms.ChoiceField(
        label=_("Which of the two"),
        required=False,
        choices=[("", "—"), *WhichTime.choices],
        help_text=_("Only in the night the clocks go back, when they show an hour twice."),
    )
    venue = forms.ModelChoiceField(label=_("New venue"), required=False, queryset=Venue.objects.none())
    room = forms.ModelChoiceField(label=_("Room"), required=False, queryset=VenueRoom.objects.none())
    online_url = forms.URLField(
        label=_("Link to take part online"),
        required=False,
        assume_scheme="https",
        help_text=_("Public. Leave empty to keep it."),
    )
    reason_help = _("One sentence for the public. It can't be changed once it is announced.")

    def __init__(self, *args, events, now, **kwargs):
        super().__init__(*args, language=events[0].locale.language_code, **kwargs)
        self.events, self.now = events, now
        self.dates = []
        if len(events) == 1:
            self.dates = list(events[0].facts.occurrences.filter(ends_at__gt=now).order_by("starts_at", "pk"))
        kinds = [kind for kind in EXPLAINED if len(events) == 1 or kind != ChangeKind.RESCHEDULED]
        self.fields["kind"].choices = [(kind, f"{kind.label}: {EXPLAINED[kind]}") for kind in kinds]
        self._offer_dates()
        locale = events[0].locale
        self.fields["venue"].queryset = Venue.objects.filter(locale=locale, is_retired=False)
        self.fields["room"].queryset = VenueRoom.objects.filter(venue__locale=locale, venue__is_retired=False)
        self.fields["room"].iterator = RoomsByVenue
        self.fields["room"].widget.choices = self.fields["room"].choices

    def _offer_dates(self):
        if len(self.dates) == 1:
            self.fields["about"].choices = [(str(self.dates[0].uid), when_words(self.dates[0]))]
            return
        each = [(str(one.uid), when_words(one)) for one in self.dates]
        self.fields["about"].choices = [(ALL, _("Every date still to come")), *each]
        if len(self.events) > 1:
            self.fields["about"].widget = forms.HiddenInput()
            self.fields["about"].initial = ALL

    @property
    def groups(self):
        """The fields in the order they are asked, each group with the kinds it belongs to as Wagtail's w-rules read them."""
        together = {
            "start_date": ["start_date", "start_time", "end_time", "end_date", *self._asked_about_clocks()],
            "venue": ["venue", "room"],
            "online_url": ["online_url"],
        }
        yield {"rule": "", "fields": [self[name] for name in ("kind", "about") if not self[name].is_hidden]}
        for first, names in together.items():
            if len(self.events) == 1 or first != "start_date":
                rule = json.dumps({"kind": [kind.value for kind in NEEDS[first]]})
                yield {"rule": rule, "is_row": True, "fields": [self[name] for name in names]}
        yield {"rule": "", "fields": self.asked_why}

    def _asked_about_clocks(self):
        """Which of two times is meant is asked where clocks show it twice, and nowhere else."""
        is_asked = self.is_bound and ("which_time" in self.errors or self.data.get("which_time"))
        return ["which_time"] if is_asked else []

    def clean(self):
        cleaned = super().clean()
        kind = cleaned.get("kind")
        if kind == ChangeKind.RESCHEDULED and not cleaned.get("start_date") and "start_date" not in self.errors:
            self.add_error("start_date", _("Give the new day, or choose “Postponed” if nobody knows it yet."))
        if kind == ChangeKind.NEW_VENUE and not cleaned.get("venue") and "venue" not in self.errors:
            self.add_error("venue", _("Say where it is now."))
        if cleaned.get("room") and cleaned.get("venue") and cleaned["room"].venue_id != cleaned["venue"].pk:
            self.add_error("room", _("This room belongs to another venue."))
        if self._new_date_is_given() and not self.errors:
            self._check_new_date(cleaned)
        return cleaned

    def _new_date_is_given(self):
        cleaned = self.cleaned_data
        return cleaned.get("kind") in NEEDS["start_date"] and bool(cleaned.get("start_date"))

    def _check_new_date(self, cleaned):
        if cleaned["about"] == ALL:
            self.add_error("about", _("Choose one date: each needs a new one of its own."))
            return
        self._keep_hours(cleaned)
        written = self._new_date().row
        try:
            written.clean()
        except ValidationError as error:
            self.add_error(None, error)
            return
        for name, message in written.clock_errors(self.events[0].timezone).items():
            self.add_error(name, message)

    def _keep_hours(self, cleaned):
        """Whoever gives another day and no time means the same hours: nobody wants a talk to last all day by oversight."""
        row = self._chosen_date()
        if row.is_all_day or cleaned["start_time"] or cleaned["end_time"]:
            return
        starts, ends = (local(at, row.timezone) for at in (row.starts_at, row.ends_at))
        cleaned["start_time"] = starts.time()
        if row.has_known_end:
            cleaned["end_time"] = ends.time()
            if not cleaned["end_date"] and ends.date() != starts.date():
                cleaned["end_date"] = cleaned["start_date"] + (ends.date() - starts.date())

    def _chosen_date(self):
        return next(one for one in self.dates if str(one.uid) == self.cleaned_data["about"])

    def _new_date(self):
        names = ("start_date", "start_time", "end_date", "end_time", "which_time")
        return DateValue(**{name: self.cleaned_data[name] for name in names})

    def announcement(self, *, event):
        """The arguments of `announce_change` for one of the events."""
        cleaned = self.cleaned_data
        values = {"facts": event.facts, "status": cleaned["kind"], "reason": cleaned["reason"], "now": self.now}
        values["translations"] = self.translations
        if cleaned["about"] != ALL:
            values["occurrence"] = self._chosen_date()
        if self._new_date_is_given():
            values["new_date"] = self._new_date()
        if cleaned["kind"] == ChangeKind.NEW_VENUE:
            values["new_place"] = NewPlace(venue=cleaned["venue"], room=cleaned["room"])
        if cleaned["kind"] == ChangeKind.MOVED_ONLINE:
            values["online_url"] = cleaned["online_url"]
        return values


def announce_url(pages, *, next_url=""):
    """Where a change of these events is announced: one event with its dates, or several at once."""
    query = [("id", page.pk) for page in pages] + ([("next", next_url)] if next_url else [])
    return f"{reverse('events_announce_change')}?{urlencode(query)}"


class AnnounceChangeView(AnnounceView):
    form_class = AnnounceForm
    template_name = "events/admin/announce_change.html"
    page_title = _("Announce a change")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.next_url = get_valid_next_url_from_request(request)
        self.events = self._events()

    def _events(self):
        """The events named in the address, each by the page its facts are edited on."""
        ids = [int(pk) for pk in self.request.GET.getlist("id") if pk.isdecimal() and len(pk) < 10]
        pages = EventPage.objects.filter(pk__in=ids[:MOST]).order_by("title", "pk")
        sources = {facts.page_id: facts.page for page in pages if (facts := public_facts_of(page))}
        if not sources:
            raise Http404("No published event is named")
        return list(sources.values())

    def may_announce(self, user):
        return all(may_announce(user, page) for page in self.events)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"events": self.events}

    def get_initial(self):
        return {"about": self.request.GET.get("date", "")}

    def preview_of(self, form):
        return [line for event in self.events for line in preview_change(event=event, **form.announcement(event=event))]

    @renewed_once()
    def announce(self, form):
        for event in self.events:
            announce_change(**form.announcement(event=event), user=self.request.user)

    def tell_editor(self):
        words = ngettext(
            "Announced: “%(title)s” says so in every language, list and calendar.",
            "Announced: %(number)d events say so in every language, list and calendar.",
            len(self.events),
        )
        first = self.events[0]
        messages.success(
            self.request,
            words % {"title": first.title, "number": len(self.events)},
            buttons=[messages.button(first.url, gettext("View live"), new_window=False)] if first.live else [],
        )

    def get_success_url(self):
        return self.next_url or reverse("wagtailadmin_pages:edit", args=[self.events[0].pk])

    def get_page_subtitle(self):
        if len(self.events) == 1:
            return self.events[0].get_admin_display_title()
        return ngettext("%(number)d event", "%(number)d events", len(self.events)) % {"number": len(self.events)}

    def get_breadcrumbs_items(self):
        steps = [to_editor(self.events[0])] if len(self.events) == 1 else []
        return trail(*steps, here=self.page_title, about=self.get_page_subtitle())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "events": self.events,
            "preview_kind": ChangeKind(context["form"].cleaned_data["kind"]).label if self.preview is not None else "",
            "next_url": self.next_url,
        }
