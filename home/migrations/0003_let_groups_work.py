from django.db import migrations

TERMS = ["theme", "format", "audience", "accessfeature", "organisation", "venue"]


def let_groups_work(apps, schema_editor):
    """Let Wagtail's two stock groups keep the taxonomies and plan programmes; moderators release them, announce changes and set the site up.

    Pictures and documents need nothing here: Wagtail asks for the permissions of its stock models, which it grants itself.
    The permissions are made here because Django makes them only after all migrations.
    """
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    Group = apps.get_model("auth", "Group")

    def permission(app_label, model, codename, name):
        content_type, _ = ContentType.objects.get_or_create(app_label=app_label, model=model)
        return Permission.objects.get_or_create(content_type=content_type, codename=codename, defaults={"name": name})[0]

    def may(app_label, model, *actions):
        return [permission(app_label, model, f"{action}_{model}", f"Can {action} {model}") for action in actions]

    editors, _ = Group.objects.get_or_create(name="Editors")
    moderators, _ = Group.objects.get_or_create(name="Moderators")
    for group in [editors, moderators]:
        for model in TERMS:
            group.permissions.add(*may("core", model, "add", "change", "view"))
        for model in ["session", "track"]:
            group.permissions.add(*may("events", model, "add", "change", "delete", "view"))
    for model in TERMS:
        moderators.permissions.add(*may("core", model, "delete"))
    moderators.permissions.add(
        *may("core", "sitesettings", "change"),
        permission("events", "release", "release_programme", "Can release a festival's programme"),
        permission("events", "eventfacts", "announce_change", "Can announce a change of an event"),
    )


class Migration(migrations.Migration):
    dependencies = [("home", "0002_create_first_home_page"), ("events", "0001_models")]

    operations = [migrations.RunPython(let_groups_work, migrations.RunPython.noop)]
