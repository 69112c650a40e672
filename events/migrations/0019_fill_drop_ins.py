from django.db import migrations


def fill(apps, schema_editor):
    """From the pages, as near as SQL can tell: what a draft says otherwise is written when it is next saved."""
    Plan = apps.get_model("events", "Plan")
    Plan.objects.filter(page__booking="drop-in").update(is_drop_in=True)


class Migration(migrations.Migration):
    dependencies = [("events", "0018_tell_drop_ins_apart")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
