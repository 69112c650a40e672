from django.db import migrations


def promise_what_is_public(apps, schema_editor):
    """Dates that are public already may be counted on, as if they had been published after this release."""
    apps.get_model("events", "Occurrence").objects.filter(is_public=True).update(is_promised=True)


def let_moderators_announce(apps, schema_editor):
    """Who may publish may also tell that something has changed. Made here because Django makes permissions afterwards."""
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label="events", model="change")
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename="announce_change",
        defaults={"name": "Can announce a change of an event"},
    )
    moderators, _ = apps.get_model("auth", "Group").objects.get_or_create(name="Moderators")
    moderators.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0005_announce_changes"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        # Makes the group that this adds to.
        ("wagtailcore", "0002_initial_data"),
    ]

    operations = [
        migrations.RunPython(promise_what_is_public, migrations.RunPython.noop),
        migrations.RunPython(let_moderators_announce, migrations.RunPython.noop),
    ]
