from django.db import migrations


class Migration(migrations.Migration):
    """Models bear the names that the field gives to such things."""

    dependencies = [("opportunities", "0008_share_places_held")]

    operations = [
        migrations.RenameModel("Period", "StateInterval"),
        migrations.RenameModel("TrainingRun", "CourseDate"),
    ]
