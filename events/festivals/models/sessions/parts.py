from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable


class SessionWords(models.Model):
    """What a session says of itself in another language."""

    session = ParentalKey("events.Session", on_delete=models.CASCADE, related_name="words")
    locale = models.ForeignKey("wagtailcore.Locale", verbose_name=_("language"), on_delete=models.PROTECT, related_name="+")
    title = models.CharField(
        _("title"),
        max_length=160,
        blank=True,
        help_text=_("What is left empty is shown in the festival's own language."),
    )
    summary = models.TextField(_("summary"), max_length=600, blank=True)
    access_note = models.CharField(_("access note"), max_length=255, blank=True)
    capacity_note = models.CharField(_("places"), max_length=120, blank=True)
    reason = models.CharField(_("why it is cancelled"), max_length=200, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("locale"), FieldPanel("title")]),
        FieldPanel("summary"),
        FieldRowPanel([FieldPanel("access_note"), FieldPanel("capacity_note")]),
        FieldPanel("reason"),
    ]

    class Meta:
        verbose_name = _("words of a session")
        verbose_name_plural = _("words of sessions")
        constraints = [models.UniqueConstraint(fields=["session", "locale"], name="events_sessionwords_language_once")]

    def __str__(self):
        return self.title or str(self.locale)


class SessionPerson(Orderable):
    """Somebody who gives a session. Two sessions name the same person by the same name."""

    session = ParentalKey("events.Session", on_delete=models.CASCADE, related_name="people")
    name = models.CharField(_("name"), max_length=120)
    affiliation = models.CharField(_("who they are"), max_length=160, blank=True)

    panels = [FieldRowPanel([FieldPanel("name"), FieldPanel("affiliation")])]

    class Meta(Orderable.Meta):
        verbose_name = _("person of a session")
        verbose_name_plural = _("people of sessions")

    def __str__(self):
        return self.name
