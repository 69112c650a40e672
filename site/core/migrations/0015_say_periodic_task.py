from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("core", "0014_name_in_the_fields_words")]

    operations = [
        migrations.AlterModelOptions(
            "PeriodicTaskState",
            {"ordering": ["name"], "verbose_name": "periodic task", "verbose_name_plural": "periodic tasks"},
        ),
    ]
