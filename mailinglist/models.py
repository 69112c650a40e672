import uuid

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from core.models import Term
from mail.addresses import mailbox


class Topic(Term):
    """Something people want to hear about: news, events, training. Data, not code."""

    is_default = models.BooleanField(_("chosen from the start"), default=False)

    panels = [*Term.panels[:3], FieldPanel("is_default"), *Term.panels[3:]]
    search_fields = [*Term.search_fields, index.FilterField("is_default")]

    class Meta(Term.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")


class SubscriberQuerySet(models.QuerySet):
    def unanswered(self, *, before):
        """Those who were asked to confirm before a moment, last of all, and have not: any address can be typed in."""
        return self.annotate(waits_since=Coalesce("asked_at", "created_at")).filter(
            Q(state="unconfirmed") | Q(asked_at__isnull=False), waits_since__lt=before
        )

    def has_complained(self, *, email):
        """Whether somebody with this mailbox has, whichever of its addresses they were written to at."""
        return mailbox(email) in map(mailbox, self.filter(state="complained").values_list("email", flat=True))

    def never_agreed(self):
        """Of whom there is no proof of anything but that somebody typed their address."""
        answered = ConsentRecord.objects.filter(subscriber=OuterRef("pk")).exclude(step="asked")
        return self.filter(~Exists(answered), state="unconfirmed")


class Subscriber(models.Model):
    """Somebody's address on the list, and whether they have said yes to it. States as in listmonk.

    What somebody asks for who types the address stands apart (`asked_…`) until its owner confirms it: anybody can type it.
    """

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
    asked_at = models.DateTimeField(null=True, editable=False)
    asked_topics = models.JSONField(default=list, blank=True, editable=False)
    asked_language = models.CharField(max_length=8, blank=True, editable=False)

    objects = SubscriberQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    panels = [FieldPanel("email", read_only=True), FieldPanel("state")]

    class Meta:
        verbose_name = _("subscriber")
        verbose_name_plural = _("subscribers")
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        # Not the address: this becomes the label of what was done in the admin's log, which outlives the row.
        return _("Subscriber %(number)s") % {"number": self.pk}


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


#: What people agree to. A change here is a new text: every consent record keeps the words it was given to.
CONSENT = _(
    "Yes, send me mail about the topics I have chosen. I can change my mind at any time with the link in every mail. "
    "My address is used for nothing else and given to nobody."
)
