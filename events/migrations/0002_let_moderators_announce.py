from django.db import migrations


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
    replaces = [("events", "0006_promise_what_is_public")]

    dependencies = [("events", "0001_models")]

    operations = [migrations.RunPython(let_moderators_announce, migrations.RunPython.noop)]
