"""The shifts of a role, made from an event's dates in one action and changed one by one."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.log_actions import log
from wagtail.models import Locale

from core.breadcrumbs import to_editor, to_explorer, trail
from events.formatting import when_words
from opportunities.admin.permissions import MANAGE_SHIFTS, page_to_edit
from opportunities.admin.shift_forms import EventForm, PlacesForm, PlanForm
from opportunities.models import OpportunityFacts, Shift, VolunteerRolePage
from opportunities.shifts import services
from opportunities.shifts.lines import by_day, full_words, shift_lines

#: Why a date gets no shifts.
PROBLEMS = {
    "has-shifts": lazy("This role has shifts at this date already."),
    "no-times": lazy("This date does not say from when to when. Give it both times first."),
    "not-on": lazy("This date is cancelled or postponed."),
}


def _role(request, page_id):
    page = page_to_edit(request, page_id, VolunteerRolePage, permission=MANAGE_SHIFTS)
    facts = OpportunityFacts.objects.filter(translation_key=page.translation_key).first()
    return page, facts


def _page(request, template, page, title, **context):
    steps = [to_explorer(page), to_editor(page)]
    if title != _("Shifts"):
        steps.append((reverse("opportunities_shifts", args=[page.pk]), _("Shifts")))
    status = context.pop("status", 200)
    context |= {"page": page, "page_title": title, "header_title": title, "header_icon": "group"}
    context["breadcrumbs_items"] = trail(*steps, here=title)
    return TemplateResponse(request, f"opportunities/admin/{template}.html", context, status=status)


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
    events = EventForm(request.GET if "event" in request.GET else None, now=now)
    if not events.is_valid():
        return _page(request, "shifts_event", page, _("Make shifts"), form=events, status=422 if events.is_bound else 200)
    form = PlanForm(request.POST if request.method == "POST" else None, event=events.facts, now=now)
    drafts = []
    if request.method == "POST" and form.is_valid():
        if request.POST.get("action") == "make":
            return _make(request, page, facts, form)
        drafts = [
            (when_words(draft.occurrence), shift_lines(draft.shifts, locale=Locale.get_active()), PROBLEMS.get(draft.problem))
            for draft in services.draft_shifts(role=facts, **form.plan)
        ]
    return _page(
        request,
        "shifts_make",
        page,
        _("Make shifts"),
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
        lazy("Cancelled: %(shift)s. Tell the people who have a place."),
        lazy("This shift is cancelled already."),
    ),
    "restore": (
        lambda shift, now: services.restore_shift(shift=shift),
        lazy("Takes place again: %(shift)s."),
        lazy("This shift was not cancelled."),
    ),
    "delete": (
        lambda shift, now: services.delete_shift(shift=shift, now=now),
        lazy("Deleted: %(shift)s."),
        lazy("Somebody has a place in this shift: cancel it instead."),
    ),
    "take": (
        lambda shift, now: services.take_by_hand(shift=shift, now=now),
        lazy("One more person put down: %(shift)s."),
        lazy("This shift is full."),
    ),
    "free": (
        lambda shift, now: services.free_by_hand(shift=shift),
        lazy("One place given back: %(shift)s."),
        lazy("Nobody was put down for this shift by hand."),
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
