"""The shifts of a role, made from an event's dates in one action and changed one by one."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.log_actions import log
from wagtail.models import Locale

from core.breadcrumbs import screen, to_editor, to_explorer
from events.cards import pages_in_language
from events.formatting import when_words
from events.models import EventFacts, Occurrence
from opportunities.admin.permissions import MANAGE_SHIFTS, page_to_edit
from opportunities.models import OpportunityFacts, Shift, VolunteerRolePage
from opportunities.shifts import services
from opportunities.shifts.lines import by_day, full_words, shift_lines
from opportunities.shifts.spans import ShiftPlan

#: Nobody works longer than this at a stretch, and no date needs more people.
DAY, MANY = 24 * 60, 500


def minutes(label, initial, *, least=0, most=DAY, help_text=""):
    return forms.IntegerField(label=label, min_value=least, max_value=most, initial=initial, help_text=help_text)


class EventForm(forms.Form):
    """Which event the shifts are for."""

    event = forms.ChoiceField(
        label=_("Event"),
        error_messages={"required": _("Choose an event."), "invalid_choice": _("This event has no dates to come.")},
    )

    def __init__(self, *args, now, **kwargs):
        super().__init__(*args, **kwargs)
        rows = list(Occurrence.objects.event_dates().filter(is_public=True).upcoming_events(now=now).select_related("facts"))
        pages = pages_in_language({row.facts.translation_key for row in rows}, Locale.get_default())
        self.fields["event"].choices = [("", "---------")] + [
            (str(row.facts.translation_key), f"{page.title} ({when_words(row)})")
            for row in rows
            if (page := pages.get(row.facts.translation_key))
        ]

    @property
    def facts(self):
        return EventFacts.objects.get(translation_key=self.cleaned_data["event"])


class PlanForm(forms.Form):
    """How the shifts of an event's dates are laid."""

    dates = forms.MultipleChoiceField(
        label=_("Dates"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one date."),
            "invalid_choice": _("One of these dates is over or gone. Please choose again."),
        },
    )
    people = forms.IntegerField(label=_("People in each shift"), min_value=1, max_value=MANY, initial=2)
    before = minutes(_("Minutes before the start"), 30, help_text=_("To set up."))
    after = minutes(_("Minutes after the end"), 30, help_text=_("To clear away."))
    longest = minutes(
        _("Longest shift in minutes"),
        240,
        least=15,
        help_text=_("Longer dates are split into shifts of the same length, without the changeover."),
    )
    changeover = minutes(_("Changeover in minutes"), 15, most=240, help_text=_("How long one shift stays on with the next."))

    def __init__(self, *args, event, now, **kwargs):
        super().__init__(*args, **kwargs)
        self.offered = {str(one.uid): one for one in event.occurrences.filter(is_public=True).not_over(now=now)}
        self.fields["dates"].choices = [(uid, when_words(one)) for uid, one in self.offered.items()]
        self.fields["dates"].initial = list(self.offered)

    @property
    def plan(self):
        return {
            "occurrences": [self.offered[uid] for uid in self.cleaned_data["dates"]],
            "people": self.cleaned_data["people"],
            "plan": ShiftPlan(**{name: self.cleaned_data[name] for name in ("before", "after", "changeover")}),
            "longest": self.cleaned_data["longest"],
        }


class PlacesForm(forms.Form):
    places = forms.IntegerField(label=_("People needed"), min_value=1, max_value=MANY)


def _role(request, page_id):
    page = page_to_edit(request, page_id, VolunteerRolePage, permission=MANAGE_SHIFTS)
    facts = OpportunityFacts.objects.filter(translation_key=page.translation_key).first()
    return page, facts


def _page(request, template, page, title, *steps, **context):
    steps = to_explorer(page), to_editor(page), *steps
    return screen(request, f"opportunities/admin/{template}.html", *steps, title=title, icon="group", page=page, **context)


def shifts(request, page_id):
    """Every shift of a role, those to come first by day, with how many have a place."""
    page, facts = _role(request, page_id)
    now = timezone.now()
    mine = Shift.objects.filter(role=page.translation_key).with_left(now=now).with_by_hand()
    locale = Locale.get_active()
    return _page(
        request,
        "shifts",
        page,
        _("Shifts"),
        is_published=facts is not None,
        days=by_day(shift_lines(mine.filter(ends_at__gt=now), locale=locale)),
        past=by_day(shift_lines(mine.filter(ends_at__lte=now).order_by("-starts_at", "pk")[:100], locale=locale)),
    )


def make(request, page_id):
    """Choose an event, then its dates and how long shifts are; look at what would be made, then make it."""
    page, facts = _role(request, page_id)
    now = timezone.now()
    if facts is None:
        messages.error(request, _("Publish the role first: shifts belong to what is published."))
        return redirect("opportunities_shifts", page.pk)
    title, above = _("Make shifts"), (reverse("opportunities_shifts", args=[page.pk]), _("Shifts"))
    events = EventForm(request.GET if "event" in request.GET else None, now=now)
    if not events.is_valid():
        return _page(request, "shifts_event", page, title, above, form=events, status=422 if events.is_bound else 200)
    form = PlanForm(request.POST if request.method == "POST" else None, event=events.facts, now=now)
    drafts = []
    if request.method == "POST" and form.is_valid():
        if request.POST.get("action") == "make":
            return _make(request, page, facts, form)
        drafts = [
            (when_words(draft.occurrence), shift_lines(draft.shifts, locale=Locale.get_active()), draft.problem)
            for draft in services.draft_shifts(role=facts, **form.plan)
        ]
    return _page(
        request,
        "shifts_make",
        page,
        title,
        above,
        form=form,
        event=dict(events.fields["event"].choices)[events.cleaned_data["event"]],
        drafts=drafts,
        number=sum(len(lines) for _when, lines, _problem in drafts),
        status=422 if form.errors else 200,
    )


def _make(request, page, facts, form):
    made = services.make_shifts(role=facts, **form.plan)
    if made:
        log(page, "opportunities.make_shifts", user=request.user, data={"number": len(made)})
        words = ngettext("%(number)d shift made.", "%(number)d shifts made.", len(made)) % {"number": len(made)}
        messages.success(request, words)
    else:
        messages.warning(request, _("No shifts made: none of these dates could have any."))
    return redirect("opportunities_shifts", page.pk)


#: What can be done with one shift: name → (action(shift, now), words if it was done, words if it can't be done).
ACTIONS = {
    "cancel": (
        lambda shift, now: services.cancel_shift(shift=shift, now=now),
        _("Cancelled: %(shift)s. Tell the people who have a place."),
        _("This shift is cancelled already."),
    ),
    "restore": (
        lambda shift, now: services.restore_shift(shift=shift),
        _("Takes place again: %(shift)s."),
        _("This shift was not cancelled."),
    ),
    "delete": (
        lambda shift, now: services.delete_shift(shift=shift, now=now),
        _("Deleted: %(shift)s."),
        _("Somebody has a place in this shift: cancel it instead."),
    ),
    "take": (
        lambda shift, now: services.take_by_hand(shift=shift, now=now),
        _("One more person put down: %(shift)s."),
        _("This shift is full."),
    ),
    "free": (
        lambda shift, now: services.free_by_hand(shift=shift),
        _("One place given back: %(shift)s."),
        _("Nobody was put down for this shift by hand."),
    ),
}


@require_POST
def change(request, page_id, shift_uid):
    """Do one thing with one shift. Everything is a button: nothing happens by following a link."""
    page, _facts = _role(request, page_id)
    shift = get_object_or_404(Shift, uid=shift_uid, role=page.translation_key)
    name = request.POST.get("action", "")
    if name == "places":
        return _change_places(request, page, shift)
    if name not in ACTIONS:
        raise PermissionDenied
    act, done, refused = ACTIONS[name]
    if act(shift, timezone.now()):
        log(page, f"opportunities.shift_{name}", user=request.user, data={"shift": full_words(shift)})
        messages.success(request, done % {"shift": full_words(shift)})
    else:
        messages.error(request, refused)
    return redirect("opportunities_shifts", page.pk)


def _change_places(request, page, shift):
    form = PlacesForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(form.errors.get("places", [])))
    elif not services.change_places(shift=shift, places=form.cleaned_data["places"]):
        messages.error(request, _("More people than that have a place already."))
    else:
        data = {"shift": full_words(shift), "places": form.cleaned_data["places"]}
        log(page, "opportunities.shift_places", user=request.user, data=data)
        messages.success(request, _("Changed: %(shift)s.") % data)
    return redirect("opportunities_shifts", page.pk)
