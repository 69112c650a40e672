from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class PublicChangeQuerySet(models.QuerySet):
    """The public log: rows are added and read, never changed."""

    def update(self, **values):
        raise TypeError("What was announced can't be changed. Announce what is true now.")

    def about(self, thing, *keys):
        """The log of published things of one kind, the latest first."""
        return self.filter(thing=thing, key__in=keys)

    def unexplained(self, *, now):
        """Told without a reason, about what is still to come or on: published past the form that asks for one."""
        return self.filter(models.Q(concerns_until=None) | models.Q(concerns_until__gt=now), lacks_reason=True)

    def give_reasons(self, reasons):
        """Add the reason to what was told without one. What has one keeps it: nothing that was said is changed."""
        return models.QuerySet.update(self.filter(lacks_reason=True), reasons=reasons, lacks_reason=False)


class PublicChange(models.Model):
    """One line of the public log: what was announced of a published thing, and why. Frozen once written.

    `before` and `after` are plain values without a language; `core.changelog` knows who puts them into words.
    """

    #: The kind of thing, by its name in `registries.change_logs`, and which one: its page's `translation_key`.
    thing = models.CharField(max_length=20)
    key = models.UUIDField()
    #: The `uid` of the date, session, intake or round it is about, which may be gone. None: the whole of it.
    part = models.UUIDField(null=True)
    kind = models.CharField(_("what changed"), max_length=32)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    #: {language code: what the part was called then}
    names = models.JSONField(default=dict)
    #: {language code: why, in one sentence}
    reasons = models.JSONField(default=dict)
    #: The language in which names and reasons were written first.
    language = models.CharField(max_length=12)
    #: It was told without a reason that people should have been given.
    lacks_reason = models.BooleanField(default=False)
    timezone = models.CharField(max_length=64, default="UTC")
    #: When the last date that it is about is over. None: it has no end.
    concerns_until = models.DateTimeField(null=True)
    #: Of what is released in versions: the number of the one that says so.
    version = models.PositiveIntegerField(null=True)
    announced_at = models.DateTimeField()
    announced_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    #: Which edit of the page said it, so that a reason counts once and an old revision can't say it again.
    edit_id = models.UUIDField(null=True, editable=False)

    objects = PublicChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("announced change")
        verbose_name_plural = _("announced changes")
        ordering = ["-announced_at", "-pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["thing", "key", "-announced_at"], name="core_publicchange_log")]

    def __str__(self):
        return f"{self.thing} {self.key}: {self.kind}"

    def save(self, *args, **kwargs):
        """Raises TypeError for a change that is written already: what the public was told stays told."""
        if not self._state.adding:
            raise TypeError("What was announced can't be changed. Announce what is true now.")
        super().save(*args, **kwargs)

    def reason_in(self, language):
        """The reason and the language it is in: the reader's where somebody translated it."""
        return self._words(self.reasons, language)

    def name_in(self, language):
        """What the part was called then, in the same way."""
        return self._words(self.names, language)

    def _words(self, by_language, language):
        known = [code for code in (language, self.language, *by_language) if by_language.get(code)]
        return (by_language[known[0]], known[0]) if known else ("", language)


class ReasonFields(models.Model):
    """What an editor says about the change that publishing this page announces."""

    change_reason = models.CharField(
        _("why it changes"),
        max_length=200,
        blank=True,
        help_text=_("One sentence for everybody who counts on what was announced. It is shown on the page in every language."),
    )
    #: {language code: the same reason in that language}
    change_reason_translations = models.JSONField(default=dict, blank=True, editable=False)
    #: Which edit the reason belongs to: it is said once, when that edit is published.
    change_reason_id = models.UUIDField(null=True, editable=False)

    class Meta:
        abstract = True
