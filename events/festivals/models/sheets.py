from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


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
