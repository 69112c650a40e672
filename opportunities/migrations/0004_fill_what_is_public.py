from django.db import migrations
from django.db.models import Exists, OuterRef


def fill(apps, schema_editor):
    """Facts are public while their page is, in any language."""
    live = apps.get_model("wagtailcore", "Page").objects.filter(
        translation_key=OuterRef("translation_key"), live=True, alias_of=None
    )
    apps.get_model("opportunities", "OpportunityFacts").objects.filter(Exists(live)).update(is_public=True)
    intervals = apps.get_model("opportunities", "StateInterval").objects.filter(is_public=False, facts__is_public=True)
    intervals.update(is_public=True)


class Migration(migrations.Migration):
    dependencies = [("opportunities", "0003_publish_facts_in_every_language")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
