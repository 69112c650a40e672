"""What events, programmes and summer schools told of their changes, carried over into the one public log (decision 0176)."""

from collections import defaultdict

from django.conf import settings
from django.core.management.color import no_style
from django.db import migrations
from django.utils.dateparse import parse_datetime

OWN = settings.LANGUAGE_CODE
#: What a line about a session says besides its kind, by the names it had in a release.
SLOT = ("starts_at", "ends_at", "place")
OF_A_SLOT = ("time-added", "time-cancelled", "time-restored", "time-removed", "moved", "room")


def _language_of(page):
    return page.locale.language_code if page else OWN


def _some(**values):
    return {name: value for name, value in values.items() if value} or None


def _iso(at):
    return at.isoformat() if at else None


def _forget(apps, thing):
    """What stands in a room's own table again is not carried over twice."""
    apps.get_model("core", "PublicChange").objects.filter(thing=thing).delete()


def events_forward(apps, schema_editor):
    """With their numbers, which readers of feeds know them by."""
    PublicChange, Occurrence = apps.get_model("core", "PublicChange"), apps.get_model("events", "Occurrence")
    ends = defaultdict(list)
    for facts_id, ends_at in Occurrence.objects.exclude(facts=None).values_list("facts_id", "ends_at"):
        ends[facts_id].append(ends_at)
    old = apps.get_model("events", "Change").objects.select_related("facts__page__locale", "occurrence").order_by("pk")
    PublicChange.objects.bulk_create(
        [
            PublicChange(
                pk=one.pk,
                thing="event",
                key=one.facts.translation_key,
                part=one.occurrence and one.occurrence.uid,
                kind=one.status,
                before=_some(starts_at=_iso(one.previous_starts_at), place=one.previous_place),
                after=_some(starts_at=_iso(one.new_starts_at), place=one.new_place),
                language=(language := one.reason_language or _language_of(one.facts.page)),
                reasons={language: one.reason, **one.translations} if one.reason else {},
                lacks_reason=not one.reason,
                timezone=one.timezone,
                concerns_until=one.occurrence.ends_at if one.occurrence else max(ends[one.facts_id], default=one.announced_at),
                announced_at=one.announced_at,
                announced_by_id=one.announced_by_id,
                edit_id=one.edit_id,
            )
            for one in old
        ]
    )
    with schema_editor.connection.cursor() as cursor:
        for statement in schema_editor.connection.ops.sequence_reset_sql(no_style(), [PublicChange]):
            cursor.execute(statement)


def events_back(apps, schema_editor):
    Change = apps.get_model("events", "Change")
    facts = dict(apps.get_model("events", "EventFacts").objects.values_list("translation_key", "pk"))
    dates = dict(apps.get_model("events", "Occurrence").objects.values_list("uid", "pk"))
    lines = apps.get_model("core", "PublicChange").objects.filter(thing="event", key__in=facts).order_by("pk")
    Change.objects.bulk_create(
        [
            Change(
                pk=one.pk,
                facts_id=facts[one.key],
                occurrence_id=dates.get(one.part),
                status=one.kind,
                reason=one.reasons.get(one.language, ""),
                reason_language=one.language if one.reasons else "",
                translations={code: words for code, words in one.reasons.items() if code != one.language},
                previous_starts_at=(at := (one.before or {}).get("starts_at")) and parse_datetime(at),
                new_starts_at=(at := (one.after or {}).get("starts_at")) and parse_datetime(at),
                previous_place=(one.before or {}).get("place", ""),
                new_place=(one.after or {}).get("place", ""),
                timezone=one.timezone,
                announced_at=one.announced_at,
                announced_by_id=one.announced_by_id,
                edit_id=one.edit_id,
            )
            for one in lines
        ]
    )
    _forget(apps, "event")
    with schema_editor.connection.cursor() as cursor:
        for statement in schema_editor.connection.ops.sequence_reset_sql(no_style(), [Change]):
            cursor.execute(statement)


def schools_forward(apps, schema_editor):
    PublicChange = apps.get_model("core", "PublicChange")
    ends = dict(apps.get_model("events", "IntakeFacts").objects.values_list("uid", "ends_at"))
    old = apps.get_model("events", "SchoolChange").objects.select_related("facts").order_by("pk")
    PublicChange.objects.bulk_create(
        [
            PublicChange(
                thing="summer-school",
                key=one.facts.translation_key,
                part=one.run,
                names={one.language: one.name},
                kind=one.kind,
                before=_moments(one.kind, one.was),
                after=_moments(one.kind, one.becomes),
                language=one.language,
                reasons={one.language: one.reason} if one.reason else {},
                lacks_reason=False,
                timezone=one.timezone,
                concerns_until=ends.get(one.run, one.announced_at),
                announced_at=one.announced_at,
            )
            for one in old
        ]
    )


def _moments(kind, text):
    return (text if kind == "place" else text.split("/")) if text else None


def _text(value):
    return "/".join(value) if isinstance(value, list) else value or ""


def schools_back(apps, schema_editor):
    SchoolChange = apps.get_model("events", "SchoolChange")
    facts = dict(apps.get_model("events", "SchoolFacts").objects.values_list("translation_key", "pk"))
    lines = apps.get_model("core", "PublicChange").objects.filter(thing="summer-school", key__in=facts).order_by("pk")
    SchoolChange.objects.bulk_create(
        [
            SchoolChange(
                facts_id=facts[one.key],
                run=one.part,
                name=one.names.get(one.language, ""),
                kind=one.kind,
                reason=one.reasons.get(one.language, ""),
                language=one.language,
                timezone=one.timezone,
                was=_text(one.before),
                becomes=_text(one.after),
                announced_at=one.announced_at,
            )
            for one in lines
        ]
    )
    _forget(apps, "summer-school")


def _slots(apps):
    """(code, uid, session, end) of every slot that is planned or released; of what is planned only, nobody knows the end here."""
    released = apps.get_model("events", "Occurrence").objects.exclude(session=None)
    planned = apps.get_model("events", "SessionSlot").objects.exclude(uid__in=released.values("uid"))
    rows = [*released.values_list("code", "uid", "session__uid", "ends_at")]
    rows += [(*row, None) for row in planned.values_list("code", "uid", "session__uid")]
    return [(code, uid, str(session), ends_at) for code, uid, session, ends_at in rows]


def sessions_forward(apps, schema_editor):
    PublicChange = apps.get_model("core", "PublicChange")
    slots, uid_of, ends_of = _slots(apps), {}, defaultdict(list)
    for code, uid, session, ends_at in slots:
        uid_of[code] = uid
        ends_of[session] += [ends_at] if ends_at else []
    lines = []
    for release in apps.get_model("events", "Release").objects.select_related("festival").order_by("festival", "number"):
        for one in release.changes:
            reasons = {release.language: one["reason"]} if "reason" in one else one.get("reasons", {})
            values = {name: one[name] for name in SLOT if name in one}
            if values and one["kind"] != "time-removed":
                values["code"] = one["code"]
            was = {name: one[f"was_{name}"] for name in SLOT if f"was_{name}" in one}
            moments = [parse_datetime(side["ends_at"]) for side in (values, was) if side]
            lines.append(
                PublicChange(
                    thing="session",
                    key=release.festival.translation_key,
                    part=uid_of.get(one["code"], one["session"]) if one["kind"] in OF_A_SLOT else one["session"],
                    names=one["words"],
                    kind=one["kind"],
                    before={"names": one["was_words"]} if "was_words" in one else was or None,
                    after={"parts": one["parts"]} if "parts" in one else values or None,
                    language=release.language,
                    reasons=reasons,
                    lacks_reason=False,
                    timezone=release.timezone,
                    concerns_until=max(moments or ends_of[one["session"]], default=release.released_at),
                    version=release.number,
                    announced_at=release.released_at,
                    announced_by_id=release.released_by_id,
                )
            )
    PublicChange.objects.bulk_create(lines)


def sessions_back(apps, schema_editor):
    known = {uid: (session, code) for code, uid, session, _ends in _slots(apps)}
    lines = defaultdict(list)
    for one in apps.get_model("core", "PublicChange").objects.filter(thing="session").order_by("pk"):
        before, after = one.before or {}, one.after or {}
        session, code = known.get(one.part, (str(one.part), after.get("code", "")))
        line = {"kind": one.kind, "session": session, "words": one.names}
        if "starts_at" in after:
            line |= {"code": code} | {name: after[name] for name in SLOT}
        if "starts_at" in before:
            line |= {f"was_{name}": before[name] for name in SLOT}
        line |= _some(reasons=one.reasons, parts=after.get("parts"), was_words=before.get("names")) or {}
        lines[one.key, one.version].append(line)
    for release in apps.get_model("events", "Release").objects.select_related("festival"):
        release.changes = lines.get((release.festival.translation_key, release.number), [])
        release.save(update_fields=["changes"])
    _forget(apps, "session")


def _retitle(of, to):
    """Who may announce keeps that right, and what was written to the history keeps its words."""

    def move(apps, schema_editor):
        types = apps.get_model("contenttypes", "ContentType").objects
        new, _made = types.get_or_create(app_label="events", model=to[0])
        apps.get_model("auth", "Permission").objects.filter(
            content_type__app_label="events", content_type__model=of[0], codename="announce_change"
        ).update(content_type=new)
        apps.get_model("wagtailcore", "PageLogEntry").objects.filter(action=of[1]).update(action=to[1])

    return move


OLD, NEW = ("change", "events.explain_change"), ("eventfacts", "core.explain_change")


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0003_add_public_changes"),
        ("events", "0009_ask_why"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.RunPython(events_forward, events_back),
        migrations.RunPython(schools_forward, schools_back),
        migrations.RunPython(sessions_forward, sessions_back),
        migrations.RunPython(_retitle(OLD, NEW), _retitle(NEW, OLD)),
    ]
