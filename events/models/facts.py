from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.choices import AttendanceMode
from core.publishing.publication import Facts, source_page
from core.timezones import default_timezone, validate_timezone
from events.choices import Basis, Booking
from events.prices import PriceFields
from events.querysets import EventFactsQuerySet


def _people(label, help_text=""):
    return models.PositiveIntegerField(label, null=True, blank=True, help_text=help_text)


def _basis():
    return models.CharField(_("how we know"), max_length=12, choices=Basis, default=Basis.COUNTED)


def _hours(label):
    return models.DecimalField(label, max_digits=7, decimal_places=1, null=True, blank=True, validators=[MinValueValidator(0)])


class RecordFields(models.Model):
    """What an event came to, in numbers: the page has them to edit, its facts row to read and to add up.

    Free and paid attendance are apart because HE-BCI (Table 5) asks for them apart.
    """

    attended_free = _people(_("people who came, free"), _("Leave empty if nobody knows. 0 means nobody came."))
    attended_free_basis = _basis()
    attended_paid = _people(_("people who came, paid"))
    attended_paid_basis = _basis()
    attended_online = _people(_("people who took part online"))
    attended_online_basis = _basis()
    staff_hours = _hours(_("hours of staff"))
    volunteer_hours = _hours(_("hours of volunteers"))

    class Meta:
        abstract = True

    @property
    def attended(self):
        """Everybody who took part, or None if nobody knows."""
        known = [number for number in (self.attended_free, self.attended_paid, self.attended_online) if number is not None]
        return sum(known) if known else None

    @property
    def is_estimated(self):
        return any(
            getattr(self, name) is not None and getattr(self, f"{name}_basis") == Basis.ESTIMATED
            for name in ("attended_free", "attended_paid", "attended_online")
        )


class FactFields(PriceFields):
    """What is true of an event in every language. The page has them to edit, its facts row to read.

    Defined once for both, so that what is published and what is shown can't differ in shape.
    """

    format = models.ForeignKey(
        "core.Format", verbose_name=_("format"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    attendance_mode = models.CharField(
        _("how people take part"), max_length=12, choices=AttendanceMode, default=AttendanceMode.IN_PERSON
    )
    venue = models.ForeignKey(
        "core.Venue", verbose_name=_("venue"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    room = models.ForeignKey(
        "core.VenueRoom", verbose_name=_("room"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    online_url = models.URLField(
        _("link to take part online"), blank=True, help_text=_("Public: send private links by mail instead.")
    )
    timezone = models.CharField(
        _("time zone"),
        max_length=64,
        default=default_timezone,
        validators=[validate_timezone],
        help_text=_("Dates and times are wall-clock times in this zone."),
    )
    age_from = models.PositiveSmallIntegerField(_("youngest age"), default=0, help_text=_("0 means everybody."))
    age_to = models.PositiveSmallIntegerField(
        _("oldest age"), null=True, blank=True, help_text=_("Leave empty if there is none.")
    )
    supervision = models.CharField(
        _("supervision"), max_length=160, blank=True, help_text=_("For example: under-8s with an adult.")
    )
    booking = models.CharField(_("booking"), max_length=12, choices=Booking, default=Booking.NONE)
    booking_url = models.URLField(_("booking link"), blank=True)
    event_languages = models.CharField(
        _("languages spoken"), max_length=80, blank=True, help_text=_("Language codes with spaces between, such as: en cy bfi.")
    )
    contact_name = models.CharField(_("contact"), max_length=120, blank=True)
    contact_email = models.EmailField(_("contact e-mail"), blank=True)

    class Meta(PriceFields.Meta):
        abstract = True


#: Facts that are lists of terms, on the page and on the facts row alike.
TERM_LISTS = ("themes", "meant_for", "open_to", "partners")


class EventFacts(Facts, FactFields, RecordFields):
    """One event's published facts: one row whatever the number of languages, written by publishing its source page.

    Templates, lists and outputs in every language read this row and `Occurrence`; a translated page's own copy
    of a fact is never read (decision 0010).
    """

    page = source_page("events.EventPage", related_name="facts")
    themes = models.ManyToManyField("core.Theme", related_name="+")
    meant_for = models.ManyToManyField("core.Audience", related_name="+")
    open_to = models.ManyToManyField("core.Audience", related_name="+")
    partners = models.ManyToManyField("core.Organisation", related_name="+")
    festival = models.ForeignKey("events.Festival", null=True, on_delete=models.SET_NULL, related_name="event_facts")
    has_record = models.BooleanField(default=False)

    objects = EventFactsQuerySet.as_manager()

    class Meta:
        verbose_name = _("facts of an event")
        verbose_name_plural = _("facts of events")
        permissions = [("announce_change", _("Can announce a change of an event"))]

    def __str__(self):
        return str(self.translation_key)
