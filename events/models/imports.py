"""Importing events from files: what was uploaded, what each row would do, and what it did."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.choices import WhichTime


class ExternalId(models.Model):
    """What another system calls an event. Beside the page, so that no revision brings back an old one."""

    external_id = models.CharField(max_length=255, unique=True)
    page = models.OneToOneField("events.EventPage", on_delete=models.CASCADE, related_name="external")

    class Meta:
        verbose_name = _("reference of an event")
        verbose_name_plural = _("references of events")

    def __str__(self):
        return self.external_id


class SavedMapping(models.Model):
    """Which column of a file is what, kept under a name for the next file of the same kind."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    columns = models.JSONField(default=dict)  # heading → name of a column of ours

    class Meta:
        verbose_name = _("saved mapping")
        verbose_name_plural = _("saved mappings")
        ordering = ["name"]

    def __str__(self):
        return self.name


class Import(models.Model):
    """One file of events, from its upload to its undoing."""

    class State(models.TextChoices):
        READING = "reading", _("Being read")
        UNREADABLE = "unreadable", _("Not read")
        UPLOADED = "uploaded", _("Uploaded")
        CHECKING = "checking", _("Being checked")
        CHECKED = "checked", _("Checked, nothing imported yet")
        IMPORTING = "importing", _("Being imported")
        IMPORTED = "imported", _("Imported")
        UNDOING = "undoing", _("Being undone")
        UNDONE = "undone", _("Undone")

    parent = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    file_name = models.CharField(max_length=255)
    kind = models.CharField(max_length=4)
    content = models.BinaryField(null=True)  # emptied once it is old: see `events.imports.steps`
    #: Headings and first rows, to choose columns by.
    head = models.JSONField(default=dict)
    problem = models.TextField(blank=True)  # why it could not be read
    columns = models.JSONField(default=dict)
    state = models.CharField(max_length=12, choices=State, default=State.READING)
    #: What is meant by a time that clocks show twice, where a file does not say it.
    which_time = models.CharField(max_length=8, choices=WhichTime, blank=True)
    #: Whether rows without a reference are new events, even if there is one with that title, start and venue.
    always_new = models.BooleanField(default=False)
    publishes = models.BooleanField(default=False)
    reason = models.CharField(max_length=200, blank=True)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    moved_at = models.DateTimeField()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return self.file_name

    @property
    def is_working(self):
        return self.state in (self.State.READING, self.State.CHECKING, self.State.IMPORTING, self.State.UNDOING)


class ImportRow(models.Model):
    """One row of a file: what it says, what it would do, what it did."""

    class Outcome(models.TextChoices):
        NEW = "new", _("New")
        CHANGED = "changed", _("Changed")
        SAME = "same", _("Same")
        ERROR = "error", _("Error")

    class Result(models.TextChoices):
        DONE = "done", _("Imported")
        FAILED = "failed", _("Not imported")
        UNDONE = "undone", _("Undone")
        KEPT = "kept", _("Not undone")

    batch = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=255, blank=True)
    cells = models.JSONField(default=dict)  # name of a column → what the file says
    problems = models.JSONField(default=dict)  # name of a column → what is wrong
    changes = models.JSONField(default=dict)  # name of a column → [before, after]
    outcome = models.CharField(max_length=8, choices=Outcome)
    page = models.ForeignKey("events.EventPage", null=True, on_delete=models.SET_NULL, related_name="+")
    revision_before = models.BigIntegerField(null=True)
    revision_after = models.BigIntegerField(null=True)
    was_published = models.BooleanField(default=False)
    result = models.CharField(max_length=8, choices=Result, blank=True)
    words = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of an import")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="events_importrow_number_once")]

    def __str__(self):
        return f"{self.number}: {self.title}"
