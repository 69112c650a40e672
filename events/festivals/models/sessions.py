"""The draft programme: what editors work on. Readers see the last release only (events.festivals.models.releases)."""

import secrets
import uuid

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail.search import index

from core.changelog.forms import ReasonTranslationsPanel
from core.panels import FoldedPanel, InlinePanel
from events.choices import Participation
from events.festivals.forms import FestivalPartForm, SessionForm, SlotForm
from events.festivals.hours import span
from events.prices import PriceFields

#: Letters and digits that nobody mixes up when reading them out: no 0, 1, i, l, o or u.
CODE_LETTERS = "23456789abcdefghjkmnpqrstvwxyz"
CODE_LENGTH = 7


def new_code():
    """A short name for one run, for addresses that people share: one of twenty thousand million."""
    return "".join(secrets.choice(CODE_LETTERS) for _letter in range(CODE_LENGTH))


class SessionQuerySet(models.QuerySet):
    def whole(self):
        """With everything a programme shows of them, whatever their number in as many queries."""
        return self.select_related("kind", "track").prefetch_related(
            "runs__room__venue", "people", "words__locale", "access_features"
        )


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
        "festival",
        "title",
        "summary",
        "is_highlight",
        FieldRowPanel([FieldPanel("kind", widget=forms.Select), FieldPanel("track", widget=forms.Select), "participation"]),
        InlinePanel("runs", heading=_("When and where"), label=_("run"), max_num=100),
        InlinePanel("people", heading=_("People"), label=_("person"), max_num=40),
        MultiFieldPanel([FieldRowPanel(["age_from", "age_to", "capacity_note"])], heading=_("Who it is for")),
        MultiFieldPanel(
            [FieldPanel("access_features", widget=forms.CheckboxSelectMultiple), "access_note"], heading=_("Access")
        ),
        MultiFieldPanel(
            [FieldRowPanel(["price", "price_from", "price_to", "currency"]), "booking_url"], heading=_("Price and booking")
        ),
        MultiFieldPanel(["is_cancelled", "reason"], heading=_("Cancelled?")),
        InlinePanel("words", heading=_("In other languages"), label=_("language")),
    ]
    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.SearchField("summary"),
        index.RelatedFields("people", [index.SearchField("name")]),
        *(index.FilterField(name) for name in ("festival", "track", "kind", "participation", "price", "is_cancelled")),
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


class SessionWords(models.Model):
    """What a session says of itself in another language."""

    session = ParentalKey("events.Session", on_delete=models.CASCADE, related_name="words")
    locale = models.ForeignKey("wagtailcore.Locale", verbose_name=_("language"), on_delete=models.PROTECT, related_name="+")
    title = models.CharField(
        _("title"), max_length=160, blank=True, help_text=_("What is left empty is shown in the festival's own language.")
    )
    summary = models.TextField(_("summary"), max_length=600, blank=True)
    access_note = models.CharField(_("access note"), max_length=255, blank=True)
    capacity_note = models.CharField(_("places"), max_length=120, blank=True)
    reason = models.CharField(_("why it is cancelled"), max_length=200, blank=True)

    panels = [FieldRowPanel(["locale", "title"]), "summary", FieldRowPanel(["access_note", "capacity_note"]), "reason"]

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

    panels = [FieldRowPanel(["name", "affiliation"])]

    class Meta(Orderable.Meta):
        verbose_name = _("person of a session")
        verbose_name_plural = _("people of sessions")

    def __str__(self):
        return self.name


class SessionSlot(Orderable):
    """One time at which a session is on, on the clocks of the festival's time zone. `uid` and `code` are for life."""

    session = ParentalKey("events.Session", on_delete=models.CASCADE, related_name="runs")
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(max_length=CODE_LENGTH, default=new_code, unique=True, editable=False)
    day = models.DateField(_("day"))
    starts = models.TimeField(_("starts"))
    ends = models.TimeField(_("ends"), help_text=_("A time before it starts is taken to be after midnight."))
    room = models.ForeignKey(
        "core.VenueRoom", verbose_name=_("room"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_cancelled = models.BooleanField(_("cancelled"), default=False)
    reason = models.CharField(_("why"), max_length=200, blank=True, help_text=_("One sentence for the public."))
    #: {language code: the same reason in that language}
    reason_words = models.JSONField(default=dict, blank=True, editable=False)

    base_form_class = SlotForm
    panels = [
        FieldRowPanel(["day", "starts", "ends"], classname="date-row"),
        FieldPanel("room", widget=forms.Select),
        FoldedPanel(
            [FieldRowPanel(["is_cancelled", "reason"]), ReasonTranslationsPanel("reason")],
            fold=_("If it does not take place at this time"),
            usual={"is_cancelled": False},
        ),
    ]

    class Meta:
        verbose_name = _("run of a session")
        verbose_name_plural = _("runs of sessions")
        ordering = ["day", "starts", "pk"]

    def __str__(self):
        return f"{self.day} {self.starts:%H:%M}"

    def clean(self):
        super().clean()
        errors = {}
        if self.starts and self.starts == self.ends:
            errors["ends"] = _("It ends at the moment it starts.")
        if self.is_cancelled and not self.reason.strip():
            errors["reason"] = _("Say in one sentence why: people will ask.")
        if errors:
            raise ValidationError(errors)

    def span(self, timezone_name):
        """The moments it starts and ends."""
        return span(self.day, self.starts, self.ends, timezone_name)


class Track(ClusterableModel):
    """A thread through a programme, such as "Under water" or "For the very young"."""

    festival = models.ForeignKey("events.Festival", verbose_name=_("festival"), on_delete=models.CASCADE, related_name="tracks")
    name = models.CharField(_("name"), max_length=80, help_text=_("In the festival's own language."))
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("Low numbers come first."))

    base_form_class = FestivalPartForm
    panels = [
        "festival",
        FieldRowPanel(["name", "sort_order"]),
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

    panels = [FieldRowPanel(["locale", "name"])]

    class Meta:
        verbose_name = _("words of a track")
        verbose_name_plural = _("words of tracks")
        constraints = [models.UniqueConstraint(fields=["track", "locale"], name="events_trackwords_language_once")]

    def __str__(self):
        return self.name


class SessionImport(models.Model):
    """The last table that was brought into a festival's draft, and what it changed: enough to take it back."""

    festival = models.OneToOneField("events.Festival", on_delete=models.CASCADE, related_name="last_import")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    file_name = models.CharField(max_length=255)
    brought_in_at = models.DateTimeField(default=timezone.now)
    #: {uid of a session: what it was, or null for a new one} and {uid: what it became}, each as it serialises itself.
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    new_tracks = models.JSONField(default=list)

    class Meta:
        verbose_name = _("import of sessions")
        verbose_name_plural = _("imports of sessions")
        default_permissions = ()

    def __str__(self):
        return self.file_name

    @property
    def new_count(self):
        return sum(state is None for state in self.before.values())

    @property
    def changed_count(self):
        return len(self.before) - self.new_count
