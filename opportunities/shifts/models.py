import uuid

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext_lazy as _


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


class HoldQuerySet(models.QuerySet):
    def valid(self, *, now):
        """Holds whose time is not up."""
        return self.filter(state="held", expires_at__gt=now)

    def lapsed(self, *, now):
        """The exact opposite among those that nobody has confirmed."""
        return self.filter(state="held", expires_at__lte=now)


def lasting_key(to, to_field, *, related_name="+"):
    """Who has a place keeps it, whatever becomes of the row it is about: no constraint in the database (decision 0057)."""
    options = {"db_constraint": False, "null": True, "on_delete": models.DO_NOTHING, "related_name": related_name}
    return models.ForeignKey(to, to_field=to_field, **options)


class EventState(models.TextChoices):
    """What has become of the date that a shift belongs to."""

    ON = "on", _("Takes place")
    POSTPONED = "postponed", _("Postponed")
    CANCELLED = "cancelled", _("Cancelled")
    GONE = "gone", _("Not published")


class Shift(models.Model):
    """One stretch of work at one date of an event, for `places` people of one role.

    It belongs to its role and its date by their lasting keys, without a constraint in the database: no edit, old
    revision or deleted page takes it and the people who have a place in it away (decision 0057). Its times follow from the
    date by `opportunities.shifts.spans`; `services.follow` keeps them true in the transaction that moves the date.

    `taken` is only ever changed by one conditional UPDATE, which two people at once can't both win (decision 0056).
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    role = lasting_key("opportunities.OpportunityFacts", "translation_key", related_name="shifts")
    occurrence = lasting_key("events.Occurrence", "uid")
    before = models.PositiveSmallIntegerField(default=0)
    after = models.PositiveSmallIntegerField(default=0)
    changeover = models.PositiveSmallIntegerField(default=0)
    piece = models.PositiveSmallIntegerField(default=0)
    pieces = models.PositiveSmallIntegerField(default=1)
    starts_at = models.DateTimeField(_("starts"))
    hands_over_at = models.DateTimeField()
    ends_at = models.DateTimeField(_("ends"))
    timezone = models.CharField(max_length=64)
    event_state = models.CharField(_("event"), max_length=12, choices=EventState, default=EventState.ON)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True)
    places = models.PositiveSmallIntegerField(_("people needed"))
    taken = models.PositiveSmallIntegerField(_("places taken"), default=0)

    objects = ShiftQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("shift")
        verbose_name_plural = _("shifts")
        ordering = ["starts_at", "ends_at", "pk"]
        default_permissions = ()
        permissions = [("manage_shifts", _("Can make and change the shifts of roles"))]
        indexes = [models.Index(fields=["role", "starts_at"], name="opportunities_shift_role")]
        constraints = [
            models.CheckConstraint(condition=Q(places__gt=0), name="opportunities_shift_has_places"),
            models.CheckConstraint(condition=Q(taken__lte=F("places")), name="opportunities_shift_not_overfull"),
            models.CheckConstraint(
                condition=Q(hands_over_at__gt=F("starts_at"), ends_at__gte=F("hands_over_at")),
                name="opportunities_shift_ends_after_start",
            ),
            models.CheckConstraint(condition=Q(piece__lt=F("pieces")), name="opportunities_shift_piece_of_pieces"),
            models.UniqueConstraint(fields=["role", "occurrence", "piece"], name="opportunities_shift_once"),
        ]

    def __str__(self):
        return f"{self.uid} {self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def takes_place(self):
        return self.event_state == EventState.ON and self.cancelled_at is None


class Hold(models.Model):
    """Places kept for somebody nobody knows yet, until `expires_at`. The random token is the key to it.

    Only a digest of the token is kept, and nothing about the person. The application that names the person confirms the
    hold: `opportunities.shifts.holds.confirm_hold`. What is given back or lapsed is deleted.
    """

    class State(models.TextChoices):
        HELD = "held", _("Held for a short time")
        CONFIRMED = "confirmed", _("Confirmed")
        RELEASED = "released", _("Given back")

    digest = models.CharField(max_length=64, unique=True, editable=False)
    role = lasting_key("opportunities.OpportunityFacts", "translation_key")
    state = models.CharField(max_length=12, choices=State, default=State.HELD)
    expires_at = models.DateTimeField()
    holder = models.UUIDField(null=True, unique=True, editable=False)
    #: Where it was asked from, as a keyed hash, as long as nobody has applied: `opportunities.shifts.holds`.
    network = models.CharField(max_length=64, blank=True, editable=False)
    shifts = models.ManyToManyField(Shift, through="HeldShift", related_name="holds")

    objects = HoldQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("hold")
        verbose_name_plural = _("holds")
        default_permissions = ()
        indexes = [models.Index(fields=["state", "expires_at"], name="opportunities_hold_lapsed")]
        constraints = [
            models.CheckConstraint(
                condition=Q(network="") | ~Q(state="confirmed"), name="opportunities_hold_network_forgotten"
            ),
            models.CheckConstraint(
                condition=Q(holder__isnull=True) | Q(state="confirmed"), name="opportunities_hold_named_when_confirmed"
            ),
        ]

    def __str__(self):
        return f"{self.get_state_display()} {self.expires_at:%Y-%m-%d %H:%M}"


class HeldShift(models.Model):
    """One place of one hold."""

    hold = models.ForeignKey(Hold, on_delete=models.CASCADE, related_name="held")
    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, related_name="held")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("held place")
        verbose_name_plural = _("held places")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["hold", "shift"], name="opportunities_held_once")]

    def __str__(self):
        return f"{self.hold_id} {self.shift_id}"


def _held(**conditions):
    """How many places of a shift are in holds of a kind, as an expression."""

    rows = HeldShift.objects.filter(shift=OuterRef("pk"), **conditions).order_by().values("shift")
    return Coalesce(Subquery(rows.annotate(number=Count("pk")).values("number"), output_field=models.IntegerField()), 0)
