from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Stay(models.TextChoices):
    """Where people sleep, which decides who can think of coming."""

    RESIDENTIAL = "residential", _("Residential: people stay the night")
    DAY = "day", _("Day: people go home in the evening")
    ONLINE = "online", _("Online")


class State(models.TextChoices):
    """Where a run stands at one moment. Worked out, never typed: see `events.schools.states`.

    In this order runs speak for their school: what people can act on first.
    """

    CLOSING_SOON = "closing-soon", _("Closing soon")
    OPEN = "open", pgettext_lazy("people can apply", "Open")
    OPENS_LATER = "opens-later", _("Opens later")
    CLOSED = "closed", _("Applications closed")
    DECIDED = "decided", _("Places decided")
    UNDER_WAY = "under-way", _("Under way")
    EXPECTED = "expected", _("Dates to come")
    CANCELLED = "cancelled", _("Cancelled")
    OVER = "over", pgettext_lazy("a summer school", "Over")


#: States in which people can apply.
OPEN_STATES = (State.CLOSING_SOON, State.OPEN)

#: How a state is coloured, where it is not "info".
STATE_KINDS = {
    State.CLOSING_SOON: "warning",
    State.OPEN: "good",
    State.UNDER_WAY: "good",
    State.CANCELLED: "danger",
    State.OVER: "quiet",
}


class SchoolChangeKind(models.TextChoices):
    """What the public log of a summer school tells."""

    CANCELLED = "cancelled", _("Cancelled")
    RESTORED = "restored", _("Takes place after all")
    DATES = "dates", _("New dates")
    DEADLINE = "deadline", _("New deadline")
    OPENING = "opening", _("Applications open on another day")
    DECISION = "decision", _("Decisions on another day")
    PLACE = "place", _("New place")
