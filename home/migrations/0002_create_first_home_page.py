from django.db import migrations

LANGUAGES = ["en", "cy", "ar"]


def create_home_page(apps, schema_editor):
    """Replace Wagtail's welcome page with a home page of ours, so that a new site stands on the first request."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Locale = apps.get_model("wagtailcore", "Locale")
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    HomePage = apps.get_model("home", "HomePage")

    for code in LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    if HomePage.objects.exists():
        return
    Site.objects.filter(root_page__depth=2).delete()
    Page.objects.filter(depth=2, slug="home").delete()
    content_type, _ = ContentType.objects.get_or_create(model="homepage", app_label="home")
    english = Locale.objects.get(language_code="en")
    home = HomePage.objects.create(
        title="Public engagement", draft_title="Public engagement", slug="home", url_path="/home/", live=True,
        content_type=content_type, locale=english, path="00010001", depth=2, numchild=0,
    )  # fmt: skip
    root = Page.objects.get(depth=1)
    root.numchild = Page.objects.filter(depth=2).count()
    root.save(update_fields=["numchild"])
    Site.objects.create(hostname="localhost", root_page_id=home.pk, is_default_site=True, site_name="Engage")


def remove_home_page(apps, schema_editor):
    apps.get_model("home", "HomePage").objects.filter(path="00010001").delete()


class Migration(migrations.Migration):
    dependencies = [("home", "0001_models")]

    operations = [migrations.RunPython(create_home_page, remove_home_page)]
