from typing import Any
from urllib.parse import quote

from django import forms
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.models import Locale

from core import limits
from core.networks import is_campus, network_of
from core.origins import own_pages_only
from opportunities.cards import pages_in_language
from opportunities.choices import OPEN_STATES, Kind
from opportunities.models import OpportunityFacts, Shift, StateInterval
from opportunities.shifts import holds
from opportunities.shifts.lines import full_words, shift_days, shift_lines, time_left_words, until_words
from opportunities.shifts.spans import first_overlap


class ShiftsForm(forms.Form):
    """Which shifts somebody would like."""

    #: Each of its own class, which Django's type for all of them doesn't know.
    fields: dict[str, Any]
    data: QueryDict

    shift = forms.MultipleChoiceField(
        label=gettext_lazy("Shifts"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Choose at least one shift."),
            "invalid_choice": gettext_lazy("One of these shifts can no longer be taken. Please choose again."),
        },
    )

    def __init__(self, *args, role, now, **kwargs):
        super().__init__(*args, **kwargs)
        self.open = {str(one.uid): one for one in Shift.objects.filter(role=role).open(now=now)}
        self.fields["shift"].choices = [(uid, uid) for uid in self.open]

    @property
    def chosen(self):
        """The shifts that were ticked, once the form is valid."""
        return [self.open[uid] for uid in self.cleaned_data["shift"]]

    @property
    def ticked(self):
        """What was ticked, valid or not, so that it stays ticked."""
        return set(self.data.getlist("shift")) if self.is_bound else set()


def _role(key, *, now):
    """The published role and its page in the reader's language. Raises Http404."""
    period = StateInterval.objects.public().at(now).filter(facts__translation_key=key, facts__kind=Kind.ROLE)
    period = get_object_or_404(period.select_related("facts"))
    locale = Locale.get_active()
    page = pages_in_language([period], locale).get(period.facts.translation_key)
    if page is None:
        raise Http404
    return period, page, locale


@own_pages_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request, role):
    """The shifts of a role to choose from. A role's page posts here without a token, so that it can be cached."""
    now = timezone.now()
    period, page, locale = _role(role, now=now)
    form = ShiftsForm(request.POST if request.method == "POST" else None, role=period.facts, now=now)
    status = 200
    if request.method == "POST":
        token, status = _hold(request, form, period, now=now)
        if token:
            return _private(redirect("shifts:held", token=token))
    days = shift_days(period.facts.translation_key, locale=locale, now=now)
    once = request.POST.get("once", "")
    context = {
        "page": page,
        "role": period.facts,
        "is_open": period.state in OPEN_STATES,
        "days": days,
        "form": form,
        "once": once if holds.ONCE.fullmatch(once) else holds.new_token(),
    }
    return render(request, "opportunities/shifts_choose.html", context, status=status)


def _hold(request, form, period, *, now):
    """(token, status): a token if places are held, else what to answer; why is in the form's errors."""
    if period.state not in OPEN_STATES:
        form.add_error(None, _("This role is closed."))
        return None, 409
    if not form.is_valid():
        return None, 422
    network = "" if is_campus(request) else network_of(request, prefix=48)
    once = request.POST.get("once", "")
    token, problem, status = _attempt(
        request, holds.hold_places, role=period.facts, shifts=form.chosen, network=network, once=once, now=now
    )
    if problem:
        form.add_error("shift", problem)
    return token, status


def _attempt(request, take, *, now, **what):
    """(what it gives, what is wrong in words, status) of taking places. Whoever holds too much is counted for staff."""
    if until := limits.refused_until_for(request, purpose="shifts", now=now):
        return None, limits.wait_words(until, now=now), 429
    try:
        return take(**what, now=now), "", 200
    except holds.NotHeld:
        return None, "", 200
    except holds.Hoarded as refused:
        # After what was tried is undone.
        limits.note_refusal("shifts.places", now=now)
        return None, why(refused, now=now), 429
    except holds.Refused as refused:
        return None, why(refused, now=now), 409


def why(refused, *, now):
    """The reason in a sentence."""
    if isinstance(refused, holds.Hoarded):
        words = _("So that there are places for others, too, only some of those left can be held from one network at a time.")
        when = limits.wait_words(refused.until, now=now) if refused.until else _("Choose fewer shifts, or others.")
        return f"{words} {when}"
    if isinstance(refused, holds.Overlapping):
        one, other = (full_words(shift) for shift in refused.shifts)
        return _("These two shifts are at the same time: %(one)s, and %(other)s. Choose one of them.") % {
            "one": one,
            "other": other,
        }
    if isinstance(refused, holds.TooMany):
        return _("Choose at most %(most)d shifts at once.") % {"most": holds.MOST}
    return _("Somebody else has just taken the last place: %(shift)s. Nothing is held for you; please choose again.") % {
        "shift": full_words(refused.shifts[0])
    }


@own_pages_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def held(request, token):
    """What is held under a token, how long for, and the ways to give it back. Looking at it changes nothing."""
    now = timezone.now()
    hold = holds.find_hold(token, now=now)
    if hold is None:
        context = {"role": holds.role_of_lapsed(token)}
        return _private(render(request, "opportunities/shifts_not_held.html", context, status=410))
    if request.method != "POST":
        return _private(_held_page(request, hold, "", 200, now=now))
    problem, status = _change(request, token, hold, now=now)
    if not problem:
        return _private(redirect("shifts:held", token=token))
    return _private(_held_page(request, hold, problem, status, now=now))


def _change(request, token, hold, *, now):
    """Do what was asked. Returns what is wrong with it, in words, and the status to say it with."""
    action, uid = request.POST.get("action"), request.POST.get("shift", "")
    if action == "give-back-all":
        holds.give_back(token=token, now=now)
        return "", 200
    offered = {str(one.uid): one for one in [*hold.shifts.all(), *_others(hold, now=now)]}
    if uid not in offered or action not in ("give-back", "add"):
        return _("This shift can no longer be taken. Please choose again."), 409
    if action == "give-back":
        holds.give_back(token=token, shift=offered[uid], now=now)
        return "", 200
    _nothing, problem, status = _attempt(request, holds.add_place, token=token, shift=offered[uid], now=now)
    return problem, status


def _others(hold, *, now):
    """What else can be taken, as long as the role can be applied for."""
    if not StateInterval.objects.public().open(now=now).filter(facts__translation_key=hold.role_id).exists():
        return Shift.objects.none()
    return Shift.objects.filter(role=hold.role_id).open(now=now).exclude(held__hold=hold).with_left(now=now)


def _held_page(request, hold, problem, status, *, now):
    locale = Locale.get_active()
    lines = shift_lines(hold.shifts.order_by("starts_at", "pk"), locale=locale)
    clash = first_overlap([line.shift for line in lines if line.shift.takes_place])
    others = [line for line in shift_lines(_others(hold, now=now), locale=locale) if line.can_be_taken]
    # Looked up rather than followed: the role may be gone, and the places are still held.
    facts = OpportunityFacts.objects.filter(translation_key=hold.role_id).first()
    period = StateInterval.objects.public().at(now).filter(facts=facts).select_related("facts").first() if facts else None
    page = pages_in_language([period], locale).get(hold.role_id) if period else None
    zone = lines[0].shift.timezone
    context = {
        "page": page,
        "lines": lines,
        "others": others,
        "problem": problem,
        "has_clash": clash is not None,
        "until": until_words(hold.expires_at, zone, now=now),
        "time_left": time_left_words(hold.expires_at, now=now),
        # Of a role that is not public any more nothing is told, not even how to apply.
        "facts": period and period.facts,
        "mail_query": page and _mail_query(page, lines),
    }
    return render(request, "opportunities/shifts_held.html", context, status=status)


def _mail_query(page, lines):
    """What a mail to the contact starts with, so that nobody has to copy days and hours (RFC 6068)."""
    body = "\r\n".join([_("I would like these shifts:"), *(full_words(line.shift) for line in lines), ""])
    return f"?subject={quote(page.title)}&body={quote(body)}"


def _private(response):
    """The address is the key: no other site that it links to may learn it."""
    response["Referrer-Policy"] = "same-origin"
    return response
