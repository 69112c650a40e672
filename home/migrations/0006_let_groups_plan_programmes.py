from django.db import migrations


def let_groups_plan(apps, schema_editor):
    """Let Wagtail's two stock groups plan festivals' programmes, and moderators release them."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    Group = apps.get_model("auth", "Group")

    def permission(codename, model, name):
        content_type, _ = ContentType.objects.get_or_create(app_label="events", model=model)
        return Permission.objects.get_or_create(content_type=content_type, codename=codename, defaults={"name": name})[0]

    editors, _ = Group.objects.get_or_create(name="Editors")
    moderators, _ = Group.objects.get_or_create(name="Moderators")
    for group in [editors, moderators]:
        for model in ["session", "track"]:
            for action in ["add", "change", "delete", "view"]:
                group.permissions.add(permission(f"{action}_{model}", model, f"Can {action} {model}"))
    moderators.permissions.add(permission("release_programme", "release", "Can release a festival's programme"))


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0005_story_blocks"),
        ("events", "0004_add_programmes"),
    ]

    operations = [migrations.RunPython(let_groups_plan, migrations.RunPython.noop)]
