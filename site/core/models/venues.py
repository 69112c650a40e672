from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from core.choices import AccessAnswer
from core.panels import InlinePanel

from .terms import Term


class Venue(Term, ClusterableModel):
    """A place things happen at, with what people need to get there and get in."""

    street = models.CharField(_("street and number"), max_length=160, blank=True)
    locality = models.CharField(_("town or city"), max_length=80, blank=True)
    postcode = models.CharField(_("postcode"), max_length=16, blank=True)
    country = models.CharField(_("country"), max_length=2, default="GB", help_text=_("Two letters, such as GB (ISO 3166-1)."))
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("Degrees north, such as 51.75222."),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("Degrees east; west is negative, such as -1.25596."),
    )
    website = models.URLField(_("website"), blank=True)
    image = models.ForeignKey(
        "core.Picture", verbose_name=_("picture"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    travel = RichTextField(_("getting there"), blank=True, features=["bold", "link", "ol", "ul"])
    access_notes = RichTextField(_("getting in and around"), blank=True, features=["bold", "link", "ol", "ul"])

    panels = [
        *Term.panels[:3],
        "image",
        MultiFieldPanel(
            ["street", FieldRowPanel(["locality", "postcode", "country"]), FieldRowPanel(["latitude", "longitude"]), "website"],
            heading=_("Address"),
        ),
        "travel",
        "access_notes",
        InlinePanel("access", heading=_("Access"), label=_("access feature")),
        InlinePanel("rooms", heading=_("Rooms"), label=_("room")),
        *Term.panels[3:],
    ]
    search_fields = [*Term.search_fields, index.FilterField("locality"), index.FilterField("postcode")]
    override_translatable_fields = [
        *Term.override_translatable_fields,
        *(SynchronizedField(name, overridable=False) for name in ("street", "locality", "postcode", "country")),
    ]

    class Meta(Term.Meta):
        verbose_name = _("venue")
        verbose_name_plural = _("venues")

    @property
    def address(self):
        """One line, as on an envelope."""
        return ", ".join(part for part in (self.street, " ".join(filter(None, (self.locality, self.postcode)))) if part)

    @property
    def map_url(self):
        """A map that nobody is asked for until the reader follows the link."""
        if self.latitude is None or self.longitude is None:
            return ""
        at = f"{self.latitude}/{self.longitude}"
        return f"https://www.openstreetmap.org/?mlat={self.latitude}&mlon={self.longitude}#map=17/{at}"


class VenueRoomManager(models.Manager):
    def get_queryset(self):
        # A room is never named without its venue in a choice of rooms.
        return super().get_queryset().select_related("venue")


class VenueRoom(Orderable):
    """A room, hall or meeting point. Its name is what the sign on the door says, in every language."""

    venue = ParentalKey(Venue, on_delete=models.CASCADE, related_name="rooms")
    name = models.CharField(_("name"), max_length=80)
    floor = models.CharField(_("floor"), max_length=40, blank=True)
    capacity = models.PositiveIntegerField(_("places"), null=True, blank=True)

    objects = VenueRoomManager()

    panels = [FieldRowPanel(["name", "floor", "capacity"])]

    class Meta(Orderable.Meta):
        verbose_name = _("room")
        verbose_name_plural = _("rooms")

    def __str__(self):
        return f"{self.venue}: {self.name}"

    @staticmethod
    def offered_in(locale_id):
        return Q(venue__is_retired=False, venue__locale_id=locale_id)


class VenueAccess(Orderable):
    """What a venue always offers of one access feature."""

    venue = ParentalKey(Venue, on_delete=models.CASCADE, related_name="access")
    feature = models.ForeignKey("core.AccessFeature", verbose_name=_("feature"), on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(_("is it there?"), max_length=12, choices=AccessAnswer, default=AccessAnswer.YES)
    note = models.CharField(_("note"), max_length=160, blank=True)

    panels = [FieldRowPanel([FieldPanel("feature", widget=forms.Select), "answer", "note"])]

    class Meta(Orderable.Meta):
        verbose_name = _("access feature of a venue")
        verbose_name_plural = _("access features of a venue")
        constraints = [models.UniqueConstraint(fields=["venue", "feature"], name="core_venueaccess_feature_once")]
