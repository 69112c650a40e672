from django.db import migrations


class Migration(migrations.Migration):
    """Models bear the names that the field gives to such things."""

    dependencies = [("core", "0013_record_access_to_people")]

    operations = [
        migrations.RenameModel("Chore", "PeriodicTaskState"),
    ]
