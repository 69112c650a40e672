from django.db import migrations

BATCH = 500


def move(apps, schema_editor):
    """The words of all kinds of pages are in one table."""
    _copy(apps.get_model("events", "SearchText"), apps.get_model("core", "SearchText"))


def move_back(apps, schema_editor):
    _copy(apps.get_model("core", "SearchText"), apps.get_model("events", "SearchText"))


def _copy(old, new):
    pages = set(new._meta.get_field("page").related_model.objects.values_list("pk", flat=True))
    rows = (new(page_id=page, text=text) for page, text in old.objects.values_list("page_id", "text") if page in pages)
    new.objects.bulk_create(rows, batch_size=BATCH)


class Migration(migrations.Migration):
    dependencies = [("events", "0011_drop_old_logs"), ("core", "0005_add_search_text")]

    operations = [migrations.RunPython(move, move_back)]
