from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """What somebody gets: it decides which page type describes it."""

    FUNDING = "funding", _("Funding")
    TRAINING = "training", _("Training")
    AWARD = "award", _("Awards and recognition")
    CONTRIBUTORS = "contributors", _("Calls for contributors")
    ROLE = "role", _("Volunteering")


#: Kinds that people take part in somewhere.
WITH_PLACE = (Kind.TRAINING, Kind.CONTRIBUTORS, Kind.ROLE)


class Mode(models.TextChoices):
    """How people can apply in a round."""

    OPEN = "open", _("Open until a deadline")
    ROLLING = "rolling", _("Open all the time")
    INVITATION = "by-invitation", _("By invitation only")
    FORECAST = "forecast", _("Expected, not announced yet")


class State(models.TextChoices):
    """Where a round or a whole opportunity stands at one moment. Worked out, never typed: see `opportunities.states`."""

    CLOSING_SOON = "closing-soon", _("Closing soon")
    OPEN = "open", pgettext_lazy("people can apply", "Open")
    OPENS_LATER = "opens-later", _("Opens later")
    FORECAST = "forecast", pgettext_lazy("a call is expected", "Expected")
    UNDER_REVIEW = "under-review", _("Closed, under review")
    RESULTS_OUT = "results-out", _("Results out")
    ARCHIVED = "archived", _("Archived")


#: States in which people can apply.
OPEN_STATES = (State.CLOSING_SOON, State.OPEN)
#: States of what there still is to come or to apply for; the others are over.
CURRENT_STATES = (*OPEN_STATES, State.OPENS_LATER, State.FORECAST)

#: How a state is coloured.
STATE_KINDS = {
    State.CLOSING_SOON: "warning",
    State.OPEN: "good",
    State.OPENS_LATER: "info",
    State.FORECAST: "info",
    State.UNDER_REVIEW: "quiet",
    State.RESULTS_OUT: "quiet",
    State.ARCHIVED: "quiet",
}


class Commitment(models.TextChoices):
    """How much time a role takes."""

    ONCE = "once", _("Once, a few hours")
    DAY = "day", _("A day or a few days")
    MONTHLY = "monthly", _("A few hours a month")
    WEEKLY = "weekly", _("A few hours a week")
    FLEXIBLE = "flexible", _("Whenever it suits you")


class Checks(models.TextChoices):
    """What must be checked before somebody starts."""

    NONE = "none", _("No checks")
    REFERENCES = "references", _("Two references")
    CRIMINAL_RECORD = "criminal-record", _("A criminal record check, which we pay for")


class Expenses(models.TextChoices):
    """What a volunteer gets back."""

    NONE = "none", _("No expenses")
    TRAVEL = "travel", _("Travel is paid")
    TRAVEL_AND_MEALS = "travel-and-meals", _("Travel and meals are paid")


class Nomination(models.TextChoices):
    """Who may put somebody forward for an award."""

    SELF = "self", _("You put yourself forward")
    OTHERS = "others", _("Somebody else puts you forward")
    EITHER = "either", _("You or somebody else")


class Contribution(models.TextChoices):
    """What a call for contributors looks for."""

    EXHIBITORS = "exhibitors", _("Exhibitors and stalls")
    SPEAKERS = "speakers", _("Speakers")
    PERFORMERS = "performers", _("Performers and artists")
    PARTNERS = "partners", _("Partners")
    ANY = "any", _("Several of these")


class AwardSize(models.TextChoices):
    """The bands in which people look for money: by the largest award of a round, in its own currency."""

    SMALL = "small", _("Up to 1,000")
    MEDIUM = "medium", _("1,000 to 5,000")
    LARGE = "large", _("5,000 to 25,000")
    LARGER = "larger", _("25,000 to 100,000")
    LARGEST = "largest", _("More than 100,000")


#: The most that belongs to each band but the last.
AWARD_LIMITS = {AwardSize.SMALL: 1_000, AwardSize.MEDIUM: 5_000, AwardSize.LARGE: 25_000, AwardSize.LARGER: 100_000}
