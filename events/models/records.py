from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.choices import Basis


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
    def attended_in_person(self):
        """People in the room, or None if nobody knows."""
        return _sum(self.attended_free, self.attended_paid)

    @property
    def attended(self):
        """Everybody who took part, or None if nobody knows."""
        return _sum(self.attended_free, self.attended_paid, self.attended_online)

    @property
    def is_estimated(self):
        """Whether any number that is given is a guess."""
        return any(
            getattr(self, name) is not None and getattr(self, f"{name}_basis") == Basis.ESTIMATED
            for name in ("attended_free", "attended_paid", "attended_online")
        )


def _sum(*numbers):
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None
