from django.db import migrations


class Migration(migrations.Migration):
    """Models bear the names that the field gives to such things."""

    dependencies = [("events", "0022_read_imports_apart")]

    operations = [
        migrations.RenameModel("Plan", "DraftEvent"),
        migrations.RenameModel("PlannedDate", "DraftOccurrence"),
        migrations.RenameModel("Run", "SessionSlot"),
        migrations.RenameModel("ReleasedRun", "ReleasedSlot"),
        migrations.RenameModel("SchoolRun", "Intake"),
        migrations.RenameModel("RunFacts", "IntakeFacts"),
    ]
