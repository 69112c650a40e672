import core.money
from core.operations import Batch
from django.core.validators import RegexValidator
from django.db import migrations, models
from django.db.models import Q

RENAMED = [
    ("Plan", "DraftEvent"),
    ("Run", "SessionSlot"),
    ("SchoolRun", "Intake"),
    ("RunFacts", "IntakeFacts"),
]
PRICED = ["EventPage", "EventFacts", "Session", "ReleasedSession"]
CURRENCY = models.CharField("currency", max_length=3, default=core.money.default_currency, validators=[
    RegexValidator(r"\A[A-Z]{3}\Z", "Write a currency by its three capital letters, such as GBP."),
])  # fmt: skip
#: What only slots of sessions have, besides what dates of events have.
OF_A_SLOT = {
    "code": models.CharField(blank=True, max_length=7),
    "is_cancelled_alone": models.BooleanField(default=False),
    "kind": models.CharField(
        choices=[("event-date", "Event Date"), ("session-slot", "Session Slot")], default="event-date", max_length=12
    ),
    "reason": models.CharField(blank=True, max_length=200),
    "reason_words": models.JSONField(default=dict),
    "room_name": models.CharField(blank=True, max_length=80),
    "session": models.ForeignKey("events.ReleasedSession", models.CASCADE, null=True, related_name="slots"),
    "venue_name": models.CharField(blank=True, max_length=80),
}
OF_ONE_KIND = Q(facts__isnull=False, kind="event-date", session=None) | Q(facts=None, kind="session-slot", session__isnull=False)


def page(model, related_name):
    """Facts outlive the page they were first written on, while another language of it is public."""
    return models.OneToOneField(model, models.SET_NULL, null=True, related_name=related_name)


class Migration(migrations.Migration):
    dependencies = [("events", "0001_models"), ("core", "0003_public_log_and_search")]

    operations = [
        Batch([
            *[migrations.RenameModel(old, new) for old, new in RENAMED],
            *[migrations.AddField(model, "currency", CURRENCY) for model in PRICED],
            migrations.AlterField("Festival", "page", page("events.FestivalPage", "festival")),
            migrations.AlterField("SchoolFacts", "page", page("events.SummerSchoolPage", "facts")),
        ]),
        Batch([
            migrations.RenameModel("PlannedDate", "DraftOccurrence"),
            migrations.AddField("EventFacts", "is_public", models.BooleanField(default=False)),
            migrations.AddField("Intake", "change_reason_translations", models.JSONField(blank=True, default=dict, editable=False)),
        ]),
        *[migrations.AddField("Occurrence", name, field) for name, field in OF_A_SLOT.items()],
        migrations.AlterField(
            "Occurrence", "facts", models.ForeignKey("events.EventFacts", models.CASCADE, null=True, related_name="occurrences")
        ),
        migrations.AlterField("Occurrence", "venue", models.ForeignKey("core.Venue", models.SET_NULL, null=True, related_name="+")),
        migrations.AddConstraint("Occurrence", models.CheckConstraint(condition=OF_ONE_KIND, name="events_occurrence_kind")),
    ]
