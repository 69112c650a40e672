import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from core.models import Term


class Topic(Term):
    """Something people want to hear about: news, events, training. Data, not code."""

    is_default = models.BooleanField(_("chosen from the start"), default=False)

    panels = [*Term.panels[:3], FieldPanel("is_default"), *Term.panels[3:]]

    class Meta(Term.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")


class Subscriber(models.Model):
    """Somebody's address on the list, and whether they have said yes to it. States as in listmonk."""

    class State(models.TextChoices):
        UNCONFIRMED = "unconfirmed", _("Unconfirmed")
        CONFIRMED = "confirmed", _("Confirmed")
        UNSUBSCRIBED = "unsubscribed", _("Unsubscribed")
        BOUNCED = "bounced", _("Bounced")
        COMPLAINED = "complained", _("Complained")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail"), unique=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.UNCONFIRMED)
    language = models.CharField(_("language"), max_length=8)
    created_at = models.DateTimeField(_("asked"))
    changed_at = models.DateTimeField(_("last change"))

    panels = [FieldPanel("email", read_only=True), FieldPanel("state")]

    class Meta:
        verbose_name = _("subscriber")
        verbose_name_plural = _("subscribers")
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return self.email


class Subscription(models.Model):
    """A topic a subscriber hears about, the same whatever language they read it in."""

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="subscriptions")
    topic_key = models.UUIDField()

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        constraints = [models.UniqueConstraint(fields=["subscriber", "topic_key"], name="mailinglist_topic_once")]

    def __str__(self):
        return str(self.topic_key)


class ConsentRecord(models.Model):
    """Proof of what somebody agreed to: the words they saw, where, when. Only ever added to (GDPR article 7(1))."""

    class Step(models.TextChoices):
        ASKED = "asked", _("Asked to join")
        CONFIRMED = "confirmed", _("Confirmed")
        CHANGED = "changed", _("Changed topics")
        LEFT = "left", _("Left")

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="consents")
    step = models.CharField(_("step"), max_length=12, choices=Step)
    words = models.TextField(_("words shown"))
    language = models.CharField(_("language"), max_length=8)
    place = models.CharField(_("where"), max_length=255, blank=True)
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("consent record")
        verbose_name_plural = _("consent records")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.step} {self.at:%Y-%m-%d}"
