"""What opportunities told of their changes, carried over into the one public log (decision 0176)."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import migrations
from django.utils.dateparse import parse_date, parse_datetime

OWN = settings.LANGUAGE_CODE


def forward(apps, schema_editor):
    PublicChange = apps.get_model("core", "PublicChange")
    closes = dict(apps.get_model("opportunities", "RoundFacts").objects.values_list("uid", "closes_at"))
    old = apps.get_model("opportunities", "OpportunityChange").objects.select_related("facts__page__locale").order_by("pk")
    PublicChange.objects.bulk_create(
        [
            PublicChange(
                thing="opportunity",
                key=one.facts.translation_key,
                part=one.round_uid,
                names={(language := _language_of(one.facts.page)): one.round_name} if one.round_name else {},
                kind=one.name,
                before=one.before,
                after=one.after,
                language=_language_of(one.facts.page),
                timezone=one.facts.timezone,
                concerns_until=_last_moment(one) or closes.get(one.round_uid),
                announced_at=one.at,
            )
            for one in old
        ]
    )


def _language_of(page):
    return page.locale.language_code if page else OWN


def _last_moment(one):
    """The later of two dates that something moved between."""
    if one.name.endswith("_at"):
        return max(parse_datetime(value) for value in (one.before, one.after) if value)
    if one.name.endswith("_on") and one.name != "archived_on":
        last = max(parse_date(value) for value in (one.before, one.after) if value) + timedelta(days=1)
        return datetime.combine(last, time.min, tzinfo=ZoneInfo(one.facts.timezone))
    return None


def back(apps, schema_editor):
    OpportunityChange = apps.get_model("opportunities", "OpportunityChange")
    facts = dict(apps.get_model("opportunities", "OpportunityFacts").objects.values_list("translation_key", "pk"))
    lines = apps.get_model("core", "PublicChange").objects.filter(thing="opportunity", key__in=facts).order_by("pk")
    OpportunityChange.objects.bulk_create(
        [
            OpportunityChange(
                facts_id=facts[one.key],
                at=one.announced_at,
                round_uid=one.part,
                round_name=one.names.get(one.language, ""),
                name=one.kind,
                before=one.before,
                after=one.after,
            )
            for one in lines
        ]
    )
    apps.get_model("core", "PublicChange").objects.filter(thing="opportunity").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0003_add_public_changes"),
        # Whose lines keep their numbers, so they are the first there.
        ("events", "0010_move_changes_to_the_public_log"),
        ("opportunities", "0005_ask_why"),
    ]

    operations = [migrations.RunPython(forward, back)]
