"""What readers see of a programme; when and where it is say the slots of its last version, which are `Occurrence` rows."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.choices import Participation
from events.prices import PriceFields


class Release(models.Model):
    """One version of a programme as it was released: the last one is the programme."""

    festival = models.ForeignKey("events.Festival", on_delete=models.CASCADE, related_name="releases")
    number = models.PositiveIntegerField(_("version"))
    note = models.TextField(_("note"), max_length=600, blank=True)
    note_words = models.JSONField(default=dict, help_text="The same in other languages: {code: words}.")
    released_at = models.DateTimeField(_("released"))
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    timezone = models.CharField(max_length=64)
    language = models.CharField(max_length=12, help_text="The language every session has words in.")
    tracks = models.JSONField(default=list, help_text="A list of {key, words: {language: name}}, in order.")

    class Meta:
        verbose_name = _("release of a programme")
        verbose_name_plural = _("releases of programmes")
        ordering = ["-number"]
        default_permissions = ["view"]
        permissions = [("release_programme", _("Can release a festival's programme"))]
        constraints = [models.UniqueConstraint(fields=["festival", "number"], name="events_release_number_once")]

    def __str__(self):
        return f"{self.festival_id}: {self.number}"

    def note_in(self, language):
        """The note and the language it is in: the reader's where somebody translated it."""
        return (self.note_words[language], language) if self.note_words.get(language) else (self.note, self.language)


class ReleasedSession(PriceFields):
    """A session as it was when its programme was released, never changed again. `words` are kept for each language."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="sessions")
    uid = models.UUIDField()
    words = models.JSONField()
    kind = models.CharField(max_length=80, blank=True)
    track = models.CharField(max_length=100, blank=True)
    participation = models.CharField(max_length=8, choices=Participation)
    age_from = models.PositiveSmallIntegerField(default=0)
    age_to = models.PositiveSmallIntegerField(null=True)
    access = models.JSONField(default=list, help_text="Slugs of access features.")
    booking_url = models.URLField(blank=True)
    people = models.JSONField(default=list, help_text="A list of {name, affiliation}.")
    is_highlight = models.BooleanField(default=False)
    is_cancelled = models.BooleanField(default=False)

    class Meta(PriceFields.Meta):
        abstract = False
        verbose_name = _("released session")
        verbose_name_plural = _("released sessions")
        default_permissions = []
        constraints = [models.UniqueConstraint(fields=["release", "uid"], name="events_releasedsession_once")]

    def __str__(self):
        return str(self.uid)

    @property
    def titles(self):
        """{language: title}; where nobody has translated it, readers see the one in the festival's own."""
        return {code: words["title"] for code, words in self.words.items() if words["title"]}

    @property
    def reasons(self):
        """{language: why it is cancelled}"""
        return {code: words["reason"] for code, words in self.words.items() if words["reason"]} if self.is_cancelled else {}
