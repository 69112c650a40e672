import core.money
from core.operations import Batch
from django.contrib.contenttypes.management import RenameContentType
from django.core.validators import RegexValidator
from django.db import migrations, models
from django.db.models import Q

RENAMED = [("Plan", "DraftEvent"), ("Run", "SessionSlot"), ("SchoolRun", "Intake"), ("RunFacts", "IntakeFacts")]
DATE = ("PlannedDate", "DraftOccurrence")
PRICED = ["EventPage", "EventFacts", "Session", "ReleasedSession"]
CURRENCY = models.CharField("currency", max_length=3, default=core.money.default_currency, validators=[
    RegexValidator(r"\A[A-Z]{3}\Z", "Write a currency by its three capital letters, such as GBP."),
])
TRANSLATIONS = models.JSONField(blank=True, default=dict, editable=False)
FACTS_OF_AN_EVENT = models.ForeignKey("events.EventFacts", models.CASCADE, null=True, related_name="occurrences")
VENUE = models.ForeignKey("core.Venue", models.SET_NULL, null=True, related_name="+")
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
OF_AN_EVENT = Q(facts__isnull=False, kind="event-date", session=None)
OF_A_SESSION = Q(facts=None, kind="session-slot", session__isnull=False)


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
            migrations.AlterField("Occurrence", "facts", FACTS_OF_AN_EVENT),
        ]),
        Batch([
            migrations.RenameModel(*DATE),
            migrations.AddField("EventFacts", "is_public", models.BooleanField(default=False)),
            migrations.AddField("Intake", "change_reason_translations", TRANSLATIONS),
            migrations.AlterField("Occurrence", "venue", VENUE),
            # Django adds these by itself only where a model is renamed outside of a batch.
            *[RenameContentType("events", old.lower(), new.lower()) for old, new in [*RENAMED, DATE]],
        ]),
        *[migrations.AddField("Occurrence", name, field) for name, field in OF_A_SLOT.items()],
        migrations.AddConstraint(
            "Occurrence", models.CheckConstraint(condition=OF_AN_EVENT | OF_A_SESSION, name="events_occurrence_kind")
        ),
    ]
