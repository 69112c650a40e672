from django.db import migrations
from django.db.models import Exists, OuterRef


def fill(apps, schema_editor):
    """Facts are public while their page is, in any language."""
    live = apps.get_model("wagtailcore", "Page").objects.filter(
        translation_key=OuterRef("translation_key"), live=True, alias_of=None
    )
    for name in ("EventFacts", "Festival", "SchoolFacts"):
        apps.get_model("events", name).objects.filter(Exists(live)).update(is_public=True)
    hidden = apps.get_model("events", "Occurrence").objects.filter(is_public=False)
    hidden.filter(facts__is_public=True).update(is_public=True, is_promised=True)
    hidden.filter(session__release__festival__is_public=True).update(is_public=True)


class Migration(migrations.Migration):
    dependencies = [("events", "0007_publish_facts_in_every_language")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
