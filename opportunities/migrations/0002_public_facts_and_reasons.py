from core.operations import Batch
from django.conf import settings
from django.contrib.contenttypes.management import RenameContentType
from django.db import migrations, models

RENAMED = [("Period", "StateInterval"), ("TrainingRun", "CourseDate")]
PAGES = ["AwardPage", "ContributorCallPage", "FundingCallPage", "TrainingPage", "VolunteerRolePage"]
REASON = {
    "change_reason": models.CharField(
        blank=True,
        help_text="One sentence for everybody who counts on what was announced. It is shown on the page in every language.",
        max_length=200,
        verbose_name="why it changes",
    ),
    "change_reason_id": models.UUIDField(editable=False, null=True),
    "change_reason_translations": models.JSONField(blank=True, default=dict, editable=False),
}


def add_to_pages(name):
    return [migrations.AddField(page, name, REASON[name]) for page in PAGES]


class Migration(migrations.Migration):
    dependencies = [("opportunities", "0001_models")]

    operations = [
        Batch([
            *[migrations.RenameModel(old, new) for old, new in RENAMED],
            migrations.AddField("OpportunityFacts", "is_public", models.BooleanField(default=False)),
            *add_to_pages("change_reason"),
        ]),
        Batch([
            migrations.AlterField("OpportunityFacts", "page", models.OneToOneField(
                settings.WAGTAIL_PAGE_MODEL, models.SET_NULL, null=True, related_name="opportunity_facts"
            )),
            *add_to_pages("change_reason_id"),
        ]),
        Batch([
            *add_to_pages("change_reason_translations"),
            # Django adds these by itself only where a model is renamed outside of a batch.
            *[RenameContentType("opportunities", old.lower(), new.lower()) for old, new in RENAMED],
        ]),
    ]
