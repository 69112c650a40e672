"""What opportunities told of their changes goes to the one public log (decision 0176)."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import migrations
from django.db.migrations.exceptions import IrreversibleError
from django.db.models import Exists, OuterRef
from django.utils.dateparse import parse_date, parse_datetime


def publish_facts(apps):
    """Facts are public while their page is, in any language."""
    live = apps.get_model("wagtailcore", "Page").objects.filter(
        translation_key=OuterRef("translation_key"), live=True, alias_of=None
    )
    apps.get_model("opportunities", "OpportunityFacts").objects.filter(Exists(live)).update(is_public=True)
    intervals = apps.get_model("opportunities", "StateInterval").objects.filter(is_public=False, facts__is_public=True)
    intervals.update(is_public=True)


def log_changes(apps):
    closes = dict(apps.get_model("opportunities", "RoundFacts").objects.values_list("uid", "closes_at"))
    old = apps.get_model("opportunities", "OpportunityChange").objects.select_related("facts__page__locale")
    for one in old.order_by("pk"):
        page = one.facts.page
        language = page.locale.language_code if page else settings.LANGUAGE_CODE
        apps.get_model("core", "PublicChange").objects.create(
            thing="opportunity",
            key=one.facts.translation_key,
            part=one.round_uid,
            names={language: one.round_name} if one.round_name else {},
            kind=one.name,
            before=one.before,
            after=one.after,
            language=language,
            timezone=one.facts.timezone,
            concerns_until=_last_moment(one) or closes.get(one.round_uid),
            announced_at=one.at,
        )


def _last_moment(one):
    """The later of two dates that something moved between."""
    if one.name.endswith("_at"):
        return max(parse_datetime(value) for value in (one.before, one.after) if value)
    if one.name.endswith("_on") and one.name != "archived_on":
        last = max(parse_date(value) for value in (one.before, one.after) if value) + timedelta(days=1)
        return datetime.combine(last, time.min, tzinfo=ZoneInfo(one.facts.timezone))
    return None


def move_search_text(apps):
    SearchText, old = apps.get_model("core", "SearchText"), apps.get_model("opportunities", "OpportunityWords").objects
    SearchText.objects.bulk_create(SearchText(page_id=page, text=text) for page, text in old.values_list("page_id", "text"))


def carry_over(apps, schema_editor):
    publish_facts(apps)
    log_changes(apps)
    move_search_text(apps)


def refuse_to_lose(apps, schema_editor):
    slots = apps.get_model("events", "Occurrence").objects.filter(kind="session-slot")
    if slots.exists() or apps.get_model("core", "PublicChange").objects.exists():
        raise IrreversibleError("What was announced and released can't go back: restore the backup made before the upgrade.")


class Migration(migrations.Migration):
    # Lines about events keep their numbers, so they are the first in the log.
    dependencies = [("opportunities", "0002_public_facts_and_reasons"), ("events", "0003_carry_over")]

    operations = [migrations.RunPython(carry_over, refuse_to_lose)]
