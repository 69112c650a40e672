import uuid

from django.db import migrations

#: Name in addresses, name, description, chosen from the start. Keys are fixed, so that every installation means the same.
TOPICS = [
    ("news", "News", "What we have done and what is new", True),
    ("events", "Events", "What's on, for everybody", True),
    ("training", "Training", "Courses for researchers and partners", False),
    ("funding", "Funding", "Calls and deadlines", False),
    ("volunteering", "Volunteering", "Ways to help", False),
]


def add_topics(apps, schema_editor):
    Locale = apps.get_model("wagtailcore", "Locale")
    Topic = apps.get_model("mailinglist", "Topic")
    locale, _ = Locale.objects.get_or_create(language_code="en")
    for order, (slug, name, description, is_default) in enumerate(TOPICS):
        Topic.objects.get_or_create(
            slug=slug,
            locale=locale,
            defaults={
                "name": name,
                "description": description,
                "is_default": is_default,
                "sort_order": order,
                "translation_key": uuid.uuid5(uuid.NAMESPACE_URL, f"engage:topic:{slug}"),
            },
        )


def remove_topics(apps, schema_editor):
    apps.get_model("mailinglist", "Topic").objects.filter(slug__in=[slug for slug, *_ in TOPICS]).delete()


class Migration(migrations.Migration):
    dependencies = [("mailinglist", "0001_models")]

    operations = [migrations.RunPython(add_topics, remove_topics)]
