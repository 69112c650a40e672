from django.db import models
from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce, Greatest


class ShiftQuerySet(models.QuerySet):
    def to_come(self, *, now):
        """Not begun yet, soonest first, cancelled or not."""
        return self.filter(starts_at__gt=now).order_by("starts_at", "ends_at", "pk")

    def open(self, *, now):
        """What somebody can take a place of, if there is one left."""
        return self.to_come(now=now).filter(event_state="on", cancelled_at=None)

    def shown(self, *, now):
        """What a role's page shows: everything to come whose event is there."""
        return self.to_come(now=now).exclude(event_state="gone")

    def with_left(self, *, now):
        """`left`: free places at `now`. A hold whose time is up counts as free, whether anybody has cleared it away or not."""
        lapsed = _held(hold__state="held", hold__expires_at__lte=now)
        return self.annotate(left=Greatest(F("places") - F("taken") + lapsed, 0))

    def with_by_hand(self):
        """`by_hand`: how many people an officer put down who asked by other means."""
        return self.annotate(by_hand=_held(hold__state="confirmed", hold__holder=None))


def _held(**conditions):
    """How many places of a shift are in holds of a kind, as an expression."""
    from opportunities.shifts.models import HeldShift

    rows = HeldShift.objects.filter(shift=OuterRef("pk"), **conditions).order_by().values("shift")
    return Coalesce(Subquery(rows.annotate(number=Count("pk")).values("number"), output_field=models.IntegerField()), 0)


class HoldQuerySet(models.QuerySet):
    def valid(self, *, now):
        """Holds whose time is not up."""
        return self.filter(state="held", expires_at__gt=now)

    def lapsed(self, *, now):
        """The exact opposite among those that nobody has confirmed."""
        return self.filter(state="held", expires_at__lte=now)
