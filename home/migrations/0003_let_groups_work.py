from django.db import migrations

TERMS = ["theme", "format", "audience", "accessfeature", "organisation", "venue"]


def let_groups_work(apps, schema_editor):
    """Let Wagtail's two stock groups keep the taxonomies, and moderators set the site up.

    Pictures and documents need nothing here: Wagtail asks for the permissions of its stock models, which it grants itself.
    The permissions are made here because Django makes them only after all migrations.
    """
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    Group = apps.get_model("auth", "Group")

    def permission(action, model):
        content_type, _ = ContentType.objects.get_or_create(app_label="core", model=model)
        return Permission.objects.get_or_create(
            content_type=content_type, codename=f"{action}_{model}", defaults={"name": f"Can {action} {model}"}
        )[0]

    editors, _ = Group.objects.get_or_create(name="Editors")
    moderators, _ = Group.objects.get_or_create(name="Moderators")
    for group in [editors, moderators]:
        for model in TERMS:
            group.permissions.add(*(permission(action, model) for action in ["add", "change", "view"]))
    moderators.permissions.add(permission("change", "sitesettings"), *(permission("delete", model) for model in TERMS))


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0002_create_first_home_page"),
        ("core", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(let_groups_work, migrations.RunPython.noop)]
