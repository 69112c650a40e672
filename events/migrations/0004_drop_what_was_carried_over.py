from core.operations import Batch
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("events", "0003_carry_over")]

    operations = [
        Batch([
            migrations.RemoveField("Release", "changes"),
            *[migrations.DeleteModel(name) for name in ("Change", "SchoolChange", "ReleasedRun", "SearchText")],
        ])
    ]
