from django.db import migrations


class Migration(migrations.Migration):
    """What was told there stands in the public log now. In the same release, since none was made yet (decision 0176)."""

    dependencies = [("events", "0010_move_changes_to_the_public_log")]

    operations = [
        migrations.RemoveField(model_name="release", name="changes"),
        migrations.DeleteModel(name="Change"),
        migrations.DeleteModel(name="SchoolChange"),
    ]
