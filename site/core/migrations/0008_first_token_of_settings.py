import uuid

from django.db import migrations


def draw_first_token(apps, schema_editor):
    """Without a token nothing is kept in memory: draw the first one of what administrators have set."""
    apps.get_model("core", "ContentVersion").objects.get_or_create(name="settings", defaults={"token": uuid.uuid4()})


class Migration(migrations.Migration):
    dependencies = [("core", "0007_add_chores")]

    operations = [migrations.RunPython(draw_first_token, migrations.RunPython.noop)]
