from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("events", "0008_fill_what_is_public")]

    operations = [
        migrations.AlterModelOptions(
            name="eventfacts",
            options={
                "permissions": [("announce_change", "Can announce a change of an event")],
                "verbose_name": "facts of an event",
                "verbose_name_plural": "facts of events",
            },
        ),
        migrations.AddField(
            model_name="intake",
            name="change_reason_translations",
            field=models.JSONField(blank=True, default=dict, editable=False),
        ),
    ]
