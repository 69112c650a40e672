from core.operations import Batch
from django.conf import settings
from django.db import migrations, models

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


class Migration(migrations.Migration):
    dependencies = [("opportunities", "0001_models")]

    operations = [
        Batch([
            migrations.RenameModel("Period", "StateInterval"),
            migrations.RenameModel("TrainingRun", "CourseDate"),
            migrations.AddField("OpportunityFacts", "is_public", models.BooleanField(default=False)),
        ]),
        migrations.AlterField("OpportunityFacts", "page", models.OneToOneField(
            settings.WAGTAIL_PAGE_MODEL, models.SET_NULL, null=True, related_name="opportunity_facts"
        )),
        *[Batch([migrations.AddField(page, name, field) for page in PAGES]) for name, field in REASON.items()],
    ]
