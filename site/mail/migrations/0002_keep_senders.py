from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mail", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="outboxmessage",
            name="sender",
            field=models.TextField(blank=True, db_default="", verbose_name="from"),
        ),
    ]
