"""Slots of sessions become occurrences (decision 0175), and what was announced goes to the one public log (decision 0176)."""

from collections import defaultdict

from django.conf import settings
from django.core.management.color import no_style
from django.db import migrations
from django.db.models import Exists, OuterRef
from django.utils.dateparse import parse_datetime

SAME = (
    "uid", "code", "starts_at", "ends_at", "venue_id", "venue_name", "room_id", "room_name", "reason", "reason_words",
    "sequence", "modified",
)
#: What a line about a session says besides its kind, by the names it had in a release.
SLOT = ("starts_at", "ends_at", "place")
OF_A_SLOT = ("time-added", "time-cancelled", "time-restored", "time-removed", "moved", "room")


def say_what_prices_were_in(apps):
    """What was written before was in pounds, whatever the site's own currency is."""
    for name in ("EventPage", "EventFacts", "Session", "ReleasedSession"):
        apps.get_model("events", name).objects.update(currency="GBP")


def publish_facts(apps):
    """Facts are public while their page is, in any language."""
    live = apps.get_model("wagtailcore", "Page").objects.filter(
        translation_key=OuterRef("translation_key"), live=True, alias_of=None
    )
    for name in ("EventFacts", "Festival", "SchoolFacts"):
        apps.get_model("events", name).objects.filter(Exists(live)).update(is_public=True)
    hidden = apps.get_model("events", "Occurrence").objects.filter(is_public=False)
    hidden.filter(facts__is_public=True).update(is_public=True, is_promised=True)


def move_slots(apps):
    """The slots of each festival's last release become occurrences; those of earlier versions go."""
    Occurrence = apps.get_model("events", "Occurrence")
    for festival in apps.get_model("events", "Festival").objects.all():
        release, previous, rows = festival.releases.order_by("-number").first(), {}, {}
        for slot in release.runs.select_related("session").order_by("ends_at", "starts_at", "uid") if release else ():
            row = Occurrence(
                kind="session-slot",
                session=slot.session,
                timezone=release.timezone,
                is_public=festival.is_public,
                is_cancelled_alone=slot.is_cancelled,
                status="cancelled" if slot.is_cancelled or slot.session.is_cancelled else "scheduled",
                is_last=True,
                **{name: getattr(slot, name) for name in SAME},
            )
            if before := previous.get(slot.session_id):
                row.next_from, before.is_last = before.ends_at, False
            previous[slot.session_id] = row
            rows[slot.pk] = row
        Occurrence.objects.bulk_create(rows[number] for number in sorted(rows))  # what begins at once keeps its order


def _some(**values):
    return {name: value for name, value in values.items() if value} or None


def log_events(apps, connection):
    """With their numbers, which readers of feeds know them by."""
    PublicChange, Occurrence = apps.get_model("core", "PublicChange"), apps.get_model("events", "Occurrence")
    ends = defaultdict(list)
    for facts_id, ends_at in Occurrence.objects.exclude(facts=None).values_list("facts_id", "ends_at"):
        ends[facts_id].append(ends_at)
    for one in apps.get_model("events", "Change").objects.select_related("facts__page__locale", "occurrence").order_by("pk"):
        page, date = one.facts.page, one.occurrence
        language = one.reason_language or (page.locale.language_code if page else settings.LANGUAGE_CODE)
        PublicChange.objects.create(
            pk=one.pk,
            thing="event",
            key=one.facts.translation_key,
            part=date and date.uid,
            kind=one.status,
            before=_some(starts_at=one.previous_starts_at and one.previous_starts_at.isoformat(), place=one.previous_place),
            after=_some(starts_at=one.new_starts_at and one.new_starts_at.isoformat(), place=one.new_place),
            language=language,
            reasons={language: one.reason, **one.translations} if one.reason else {},
            lacks_reason=not one.reason,
            timezone=one.timezone,
            concerns_until=date.ends_at if date else max(ends[one.facts_id], default=one.announced_at),
            announced_at=one.announced_at,
            announced_by_id=one.announced_by_id,
            edit_id=one.edit_id,
        )
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [PublicChange]):
            cursor.execute(statement)


def log_schools(apps):
    ends = dict(apps.get_model("events", "IntakeFacts").objects.values_list("uid", "ends_at"))
    for one in apps.get_model("events", "SchoolChange").objects.select_related("facts").order_by("pk"):
        was, becomes = ((text if one.kind == "place" else text.split("/")) if text else None for text in (one.was, one.becomes))
        apps.get_model("core", "PublicChange").objects.create(
            thing="summer-school",
            key=one.facts.translation_key,
            part=one.run,
            names={one.language: one.name},
            kind=one.kind,
            before=was,
            after=becomes,
            language=one.language,
            reasons={one.language: one.reason} if one.reason else {},
            timezone=one.timezone,
            concerns_until=ends.get(one.run, one.announced_at),
            announced_at=one.announced_at,
        )


def log_sessions(apps):
    released = apps.get_model("events", "Occurrence").objects.exclude(session=None)
    planned = apps.get_model("events", "SessionSlot").objects.exclude(uid__in=released.values("uid"))
    uid_of = dict([*released.values_list("code", "uid"), *planned.values_list("code", "uid")])
    ends_of = defaultdict(list)
    for session, ends_at in released.values_list("session__uid", "ends_at"):
        ends_of[str(session)].append(ends_at)
    for release in apps.get_model("events", "Release").objects.select_related("festival").order_by("festival", "number"):
        for one in release.changes:
            values = {name: one[name] for name in SLOT if name in one}
            if values and one["kind"] != "time-removed":
                values["code"] = one["code"]
            was = {name: one[f"was_{name}"] for name in SLOT if f"was_{name}" in one}
            moments = [parse_datetime(side["ends_at"]) for side in (values, was) if side]
            apps.get_model("core", "PublicChange").objects.create(
                thing="session",
                key=release.festival.translation_key,
                part=uid_of.get(one["code"], one["session"]) if one["kind"] in OF_A_SLOT else one["session"],
                names=one["words"],
                kind=one["kind"],
                before={"names": one["was_words"]} if "was_words" in one else was or None,
                after={"parts": one["parts"]} if "parts" in one else values or None,
                language=release.language,
                reasons={release.language: one["reason"]} if "reason" in one else one.get("reasons", {}),
                timezone=release.timezone,
                concerns_until=max(moments or ends_of[one["session"]], default=release.released_at),
                version=release.number,
                announced_at=release.released_at,
                announced_by_id=release.released_by_id,
            )


def keep_rights_and_history(apps):
    """Who may announce keeps that right, and what was written to the history keeps its words."""
    of_facts, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label="events", model="eventfacts")
    apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="events", content_type__model="change", codename="announce_change"
    ).update(content_type=of_facts)
    log = apps.get_model("wagtailcore", "PageLogEntry").objects
    log.filter(action="events.explain_change").update(action="core.explain_change")


def move_search_text(apps):
    SearchText, old = apps.get_model("core", "SearchText"), apps.get_model("events", "SearchText").objects
    SearchText.objects.bulk_create(SearchText(page_id=page, text=text) for page, text in old.values_list("page_id", "text"))


def carry_over(apps, schema_editor):
    say_what_prices_were_in(apps)
    publish_facts(apps)
    move_slots(apps)
    log_events(apps, schema_editor.connection)
    log_schools(apps)
    log_sessions(apps)
    keep_rights_and_history(apps)
    move_search_text(apps)


class Migration(migrations.Migration):
    dependencies = [("events", "0002_public_facts_and_currencies")]

    # Whether there is anything to lose on the way back: opportunities.0003, which goes back before this.
    operations = [migrations.RunPython(carry_over, migrations.RunPython.noop)]
