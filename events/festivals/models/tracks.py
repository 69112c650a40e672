from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from core.panels import InlinePanel
from events.festivals.forms import FestivalPartForm


class Track(ClusterableModel):
    """A thread through a programme, such as "Under water" or "For the very young"."""

    festival = models.ForeignKey("events.Festival", verbose_name=_("festival"), on_delete=models.CASCADE, related_name="tracks")
    name = models.CharField(_("name"), max_length=80, help_text=_("In the festival's own language."))
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("Low numbers come first."))

    base_form_class = FestivalPartForm
    panels = [
        FieldPanel("festival"),
        FieldRowPanel([FieldPanel("name"), FieldPanel("sort_order")]),
        InlinePanel("words", heading=_("In other languages"), label=_("language")),
    ]

    class Meta:
        verbose_name = _("track")
        verbose_name_plural = _("tracks")
        ordering = ["festival", "sort_order", "name"]

    def __str__(self):
        return self.name


class TrackWords(models.Model):
    """The name of a track in another language."""

    track = ParentalKey(Track, on_delete=models.CASCADE, related_name="words")
    locale = models.ForeignKey("wagtailcore.Locale", verbose_name=_("language"), on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=80)

    panels = [FieldRowPanel([FieldPanel("locale"), FieldPanel("name")])]

    class Meta:
        verbose_name = _("words of a track")
        verbose_name_plural = _("words of tracks")
        constraints = [models.UniqueConstraint(fields=["track", "locale"], name="events_trackwords_language_once")]

    def __str__(self):
        return self.name
