"""The sentences themselves: whole ones, since other languages put their words in another order."""

from django.utils.translation import gettext_lazy as _

from opportunities.choices import Checks, Commitment, Expenses, Mode, Nomination

CHOICES = {"mode": Mode, "checks": Checks, "expenses": Expenses, "commitment": Commitment, "nomination": Nomination}


def _texts(moved, set_, removed):
    return {"moved": moved, "set": set_, "removed": removed}


def _number(rose, fell, set_, removed):
    return {"rose": rose, "fell": fell, "moved": _("%(before)s became %(after)s."), "set": set_, "removed": removed}


SENTENCES = {
    "added": {"became_true": _("This round was added."), "became_false": ""},
    "removed": {"became_true": _("This round was taken out."), "became_false": ""},
    "mode": _texts(_("How people apply changed from “%(before)s” to “%(after)s”."), "%(after)s", "%(before)s"),
    "opens_at": _texts(
        _("The opening moved from %(before)s to %(after)s."),
        _("It now opens at a fixed time: %(after)s."),
        _("It no longer opens at a fixed time; it was %(before)s."),
    ),
    "interest_at": _texts(
        _("The deadline for expressions of interest moved from %(before)s to %(after)s."),
        _("There is now a deadline for expressions of interest: %(after)s."),
        _("There is no deadline for expressions of interest any more; it was %(before)s."),
    ),
    "internal_deadline_at": _texts(
        _("The internal deadline moved from %(before)s to %(after)s."),
        _("There is now an internal deadline: %(after)s."),
        _("There is no internal deadline any more; it was %(before)s."),
    ),
    "closes_at": _texts(
        _("The deadline moved from %(before)s to %(after)s."),
        _("There is now a deadline: %(after)s."),
        _("There is no deadline any more; it was %(before)s."),
    ),
    "starts_at": _texts(
        _("The start moved from %(before)s to %(after)s."),
        _("It now starts %(after)s."),
        _("The start is not fixed any more; it was %(before)s."),
    ),
    "ends_at": _texts(
        _("The end moved from %(before)s to %(after)s."),
        _("It now ends %(after)s."),
        _("The end is not fixed any more; it was %(before)s."),
    ),
    "decision_on": _texts(
        _("The decision moved from %(before)s to %(after)s."),
        _("The decision is now expected on %(after)s."),
        _("There is no day for the decision any more; it was %(before)s."),
    ),
    "earliest_start_on": _texts(
        _("The earliest start moved from %(before)s to %(after)s."),
        _("The earliest start is now %(after)s."),
        _("There is no earliest start any more; it was %(before)s."),
    ),
    "award_from": _number(
        _("The lowest award rose from %(before)s to %(after)s."),
        _("The lowest award fell from %(before)s to %(after)s."),
        _("The lowest award is now %(after)s."),
        _("There is no lowest award any more; it was %(before)s."),
    ),
    "award_to": _number(
        _("The highest award rose from %(before)s to %(after)s."),
        _("The highest award fell from %(before)s to %(after)s."),
        _("The highest award is now %(after)s."),
        _("There is no highest award any more; it was %(before)s."),
    ),
    "total": _number(
        _("The total fund rose from %(before)s to %(after)s."),
        _("The total fund fell from %(before)s to %(after)s."),
        _("The total fund is now %(after)s."),
        _("The total fund, %(before)s, is not given any more."),
    ),
    "awards_expected": _number(
        _("The number of awards expected rose from %(before)s to %(after)s."),
        _("The number of awards expected fell from %(before)s to %(after)s."),
        _("The number of awards expected is now %(after)s."),
        _("The number of awards expected, %(before)s, is not given any more."),
    ),
    "duration_months": _number(
        _("The longest duration rose from %(before)s to %(after)s."),
        _("The longest duration fell from %(before)s to %(after)s."),
        _("The longest duration is now %(after)s."),
        _("There is no longest duration any more; it was %(before)s."),
    ),
    "places": _number(
        _("The number of places rose from %(before)s to %(after)s."),
        _("The number of places fell from %(before)s to %(after)s."),
        _("The number of places is now %(after)s."),
        _("The number of places is not limited any more; it was %(before)s."),
    ),
    "results_on": _texts(
        _("The day of the results moved from %(before)s to %(after)s."),
        _("The results come out on %(after)s."),
        _("There is no day for the results any more; it was %(before)s."),
    ),
    "match_funding": _number(
        _("The share that applicants bring rose from %(before)s to %(after)s."),
        _("The share that applicants bring fell from %(before)s to %(after)s."),
        _("Applicants now bring %(after)s of the cost."),
        _("Applicants no longer bring a share of the cost; it was %(before)s."),
    ),
    "needs_training": {
        "became_true": _("Applicants now need to have done our training first."),
        "became_false": _("Applicants no longer need to have done our training first."),
    },
    "needs_ethics": {
        "became_true": _("Ethical approval is now needed before the work starts."),
        "became_false": _("Ethical approval is no longer needed before the work starts."),
    },
    "sign_off_days": _number(
        _("The time for sign-off rose from %(before)s to %(after)s."),
        _("The time for sign-off fell from %(before)s to %(after)s."),
        _("The time for sign-off is now %(after)s."),
        _("No time for sign-off is needed any more; it was %(before)s."),
    ),
    "minimum_age": _number(
        _("The minimum age rose from %(before)s to %(after)s."),
        _("The minimum age fell from %(before)s to %(after)s."),
        _("The minimum age is now %(after)s."),
        _("There is no minimum age any more; it was %(before)s."),
    ),
    "checks": _texts(_("The checks changed from “%(before)s” to “%(after)s”."), "%(after)s", "%(before)s"),
    "expenses": _texts(_("The expenses changed from “%(before)s” to “%(after)s”."), "%(after)s", "%(before)s"),
    "commitment": _texts(_("The commitment changed from “%(before)s” to “%(after)s”."), "%(after)s", "%(before)s"),
    "nomination": _texts(
        _("Who puts people forward changed from “%(before)s” to “%(after)s”."), "%(after)s", "%(before)s"
    ),
    "fee": _number(
        _("The fee rose from %(before)s to %(after)s."),
        _("The fee fell from %(before)s to %(after)s."),
        _("There is now a fee: %(after)s."),
        _("It is free now; the fee was %(before)s."),
    ),
    "happens_on": _texts(
        _("The day it happens moved from %(before)s to %(after)s."),
        _("It now happens on %(after)s."),
        _("There is no day for it any more; it was %(before)s."),
    ),
    "applicants": _texts(
        _("Who can apply changed from “%(before)s” to “%(after)s”."), "%(after)s", "%(before)s"
    ),
    "archived_on": _texts(
        _("It will be archived on %(after)s instead of %(before)s."),
        _("It is kept for the record only from %(after)s."),
        _("It is no longer kept for the record only."),
    ),
}  # fmt: skip
