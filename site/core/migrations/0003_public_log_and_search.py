import uuid

from core.operations import Batch
from django.conf import settings
from django.db import migrations, models

ID = ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_first_versions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [migrations.RenameModel("Chore", "PeriodicTaskState"), Batch([
        migrations.CreateModel("PublicChange", [
            ID,
            ("thing", models.CharField(max_length=20)), ("key", models.UUIDField()), ("part", models.UUIDField(null=True)),
            ("kind", models.CharField(max_length=32, verbose_name="what changed")),
            ("before", models.JSONField(null=True)), ("after", models.JSONField(null=True)),
            ("names", models.JSONField(default=dict)), ("reasons", models.JSONField(default=dict)),
            ("language", models.CharField(max_length=12)), ("lacks_reason", models.BooleanField(default=False)),
            ("timezone", models.CharField(default="UTC", max_length=64)), ("concerns_until", models.DateTimeField(null=True)),
            ("version", models.PositiveIntegerField(null=True)), ("announced_at", models.DateTimeField()),
            ("edit_id", models.UUIDField(editable=False, null=True)),
            ("announced_by", models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")),
        ], options={
            "verbose_name": "announced change", "verbose_name_plural": "announced changes",
            "ordering": ["-announced_at", "-pk"], "default_permissions": (),
            "indexes": [models.Index(fields=["thing", "key", "-announced_at"], name="core_publicchange_log")],
        }),
        migrations.CreateModel("SearchText", [
            ID, ("text", models.TextField()),
            ("page", models.OneToOneField(settings.WAGTAIL_PAGE_MODEL, models.CASCADE, related_name="search_text")),
        ]),
        migrations.CreateModel("ItemVersion", [
            ID, ("name", models.CharField(max_length=40)), ("item", models.BigIntegerField()), ("token", models.UUIDField()),
        ], options={"constraints": [models.UniqueConstraint(fields=("name", "item"), name="core_itemversion_item_once")]}),
        migrations.AddField("ContentVersion", "token_of_all", models.UUIDField(default=uuid.uuid4)),
        # Processes compare versions instead of reading what has changed since.
        migrations.DeleteModel("ContentChange"),
        migrations.AddField("SiteSettings", "shows_all_sites", models.BooleanField(
            default=False,
            verbose_name="lists show what all sites have",
            help_text="Otherwise events and opportunities are listed on the site they are written for, and on no other.",
        )),
    ])]
