from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable, TranslatableMixin


class EventPerson(TranslatableMixin, Orderable):
    """Somebody to meet at an event. Who it is comes from the source page, the words from the reader's."""

    page = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="people")
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("role"), max_length=160, blank=True, help_text=_("For example: speaker, or host."))
    affiliation = models.CharField(_("affiliation"), max_length=160, blank=True)
    image = models.ForeignKey(
        "core.Picture", verbose_name=_("picture"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    url = models.URLField(_("web page"), blank=True)

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("role"), FieldPanel("affiliation")]),
        FieldRowPanel([FieldPanel("image"), FieldPanel("url")]),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("person at an event")
        verbose_name_plural = _("people at an event")

    def __str__(self):
        return self.name


class ProgrammeItem(TranslatableMixin, Orderable):
    """One line of an event's programme. When it is comes from the source page, the words from the reader's."""

    page = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="programme")
    day = models.DateField(_("day"), null=True, blank=True, help_text=_("Only if the event has several."))
    starts = models.TimeField(_("from"), null=True, blank=True)
    ends = models.TimeField(_("until"), null=True, blank=True)
    title = models.CharField(_("what"), max_length=160)
    text = models.CharField(_("more about it"), max_length=300, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("day"), FieldPanel("starts"), FieldPanel("ends")]),
        FieldPanel("title"),
        FieldPanel("text"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("programme item")
        verbose_name_plural = _("programme items")

    def __str__(self):
        return self.title

    def clean(self):
        super().clean()
        if self.ends and not self.starts:
            raise ValidationError({"starts": _("Say when it starts.")})
