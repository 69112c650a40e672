import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import formats
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from core.panels import InlinePanel
from events.choices import Participation
from events.festivals.forms import SessionForm
from events.festivals.querysets import SessionQuerySet
from events.prices import PriceFields


class Session(index.Indexed, ClusterableModel, PriceFields):
    """One thing to go to at a festival, on once or several times. Facts are typed once, words once for each language."""

    festival = models.ForeignKey(
        "events.Festival", verbose_name=_("festival"), on_delete=models.CASCADE, related_name="sessions"
    )
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=160, help_text=_("In the festival's own language."))
    summary = models.TextField(_("summary"), max_length=600, blank=True, help_text=_("Two or three sentences."))
    kind = models.ForeignKey(
        "core.Format", verbose_name=_("kind"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    track = models.ForeignKey(
        "events.Track", verbose_name=_("track"), null=True, blank=True, on_delete=models.SET_NULL, related_name="sessions"
    )
    participation = models.CharField(
        _("how people take part"), max_length=8, choices=Participation, default=Participation.TIMED
    )
    age_from = models.PositiveSmallIntegerField(_("youngest age"), default=0, help_text=_("0 means everybody."))
    age_to = models.PositiveSmallIntegerField(
        _("oldest age"), null=True, blank=True, help_text=_("Leave empty if there is none.")
    )
    access_features = ParentalManyToManyField(
        "core.AccessFeature",
        verbose_name=_("access features"),
        blank=True,
        related_name="+",
        help_text=_("What this session offers besides what its venue always has."),
    )
    access_note = models.CharField(_("access note"), max_length=255, blank=True)
    capacity_note = models.CharField(
        _("places"), max_length=120, blank=True, help_text=_("For example: 24 places, first come, first served.")
    )
    booking_url = models.URLField(_("booking link"), blank=True)
    is_highlight = models.BooleanField(
        _("highlight"), default=False, help_text=_("The first six are shown on the festival's own page.")
    )
    is_cancelled = models.BooleanField(
        _("cancelled"), default=False, help_text=_("It stays in the programme, marked as cancelled, from the next release on.")
    )
    reason = models.CharField(_("why it is cancelled"), max_length=200, blank=True, help_text=_("One sentence for the public."))

    objects = SessionQuerySet.as_manager()

    base_form_class = SessionForm
    panels = [
        FieldPanel("festival"),
        FieldPanel("title"),
        FieldPanel("summary"),
        FieldPanel("is_highlight"),
        FieldRowPanel(
            [FieldPanel("kind", widget=forms.Select), FieldPanel("track", widget=forms.Select), FieldPanel("participation")]
        ),
        InlinePanel("runs", heading=_("When and where"), label=_("run"), max_num=100),
        InlinePanel("people", heading=_("People"), label=_("person"), max_num=40),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("age_from"), FieldPanel("age_to"), FieldPanel("capacity_note")])],
            heading=_("Who it is for"),
        ),
        MultiFieldPanel(
            [FieldPanel("access_features", widget=forms.CheckboxSelectMultiple), FieldPanel("access_note")],
            heading=_("Access"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("price"), FieldPanel("price_from"), FieldPanel("price_to"), FieldPanel("currency")]),
                FieldPanel("booking_url"),
            ],
            heading=_("Price and booking"),
        ),
        MultiFieldPanel([FieldPanel("is_cancelled"), FieldPanel("reason")], heading=_("Cancelled?")),
        InlinePanel("words", heading=_("In other languages"), label=_("language")),
    ]
    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.SearchField("summary"),
        index.RelatedFields("people", [index.SearchField("name")]),
        index.FilterField("festival"),
        index.FilterField("track"),
        index.FilterField("kind"),
        index.FilterField("participation"),
        index.FilterField("price"),
        index.FilterField("is_cancelled"),
    ]

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(age_to=None) | models.Q(age_to__gte=models.F("age_from")), name="events_session_ages"
            )
        ]

    def __str__(self):
        return self.title

    def clean(self):
        super().clean()
        errors = self.price_errors()
        if self.age_to is not None and self.age_from is not None and self.age_to < self.age_from:
            errors["age_to"] = _("The oldest age is below the youngest.")
        if self.is_cancelled and not self.reason.strip():
            errors["reason"] = _("Say in one sentence why: people will ask.")
        if errors:
            raise ValidationError(errors)

    @property
    def when_words(self):
        """Every run in one line, for lists."""
        return "; ".join(
            f"{formats.date_format(run.day, 'D j M')} {run.starts:%H:%M}–{run.ends:%H:%M}, {run.room.name if run.room else '?'}"
            for run in self.runs.all()
        )

    @property
    def people_words(self):
        return ", ".join(person.name for person in self.people.all())

    @property
    def state_words(self):
        return _("Cancelled") if self.is_cancelled else _("Planned")
