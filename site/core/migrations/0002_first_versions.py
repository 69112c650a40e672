import uuid

from django.db import migrations


def draw_first_tokens(apps, schema_editor):
    """Without a token nothing is kept in memory: draw the first ones."""
    ContentVersion = apps.get_model("core", "ContentVersion")
    for name in ("pages", "events", "settings"):
        ContentVersion.objects.get_or_create(name=name, defaults={"token": uuid.uuid4()})


class Migration(migrations.Migration):
    dependencies = [("core", "0001_models")]

    operations = [migrations.RunPython(draw_first_tokens, migrations.RunPython.noop)]
