import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0003_add_public_changes")]

    operations = [
        migrations.CreateModel(
            name="ItemVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40)),
                ("item", models.BigIntegerField()),
                ("token", models.UUIDField()),
            ],
        ),
        migrations.AddConstraint(
            model_name="itemversion",
            constraint=models.UniqueConstraint(fields=("name", "item"), name="core_itemversion_item_once"),
        ),
        migrations.AddField(
            model_name="contentversion",
            name="token_of_all",
            field=models.UUIDField(default=uuid.uuid4),
        ),
        # Processes compare versions instead of reading what has changed since.
        migrations.DeleteModel(name="ContentChange"),
    ]
