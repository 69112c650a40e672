from django.db import migrations

SAME = ("uid", "code", "starts_at", "ends_at", "venue_id", "venue_name", "room_id", "room_name", "reason", "reason_words",
        "sequence", "modified")  # fmt: skip


def move(apps, schema_editor):
    """The slots of each festival's last release become occurrences; those of earlier versions go (decision 0175)."""
    for festival in apps.get_model("events", "Festival").objects.all():
        release = festival.releases.order_by("-number").first()
        if release is not None:
            _move(apps, festival, release)


def _move(apps, festival, release):
    Occurrence = apps.get_model("events", "Occurrence")
    previous, rows = {}, []
    slots = release.runs.select_related("session").order_by("ends_at", "starts_at", "uid")
    for slot in slots:
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
        rows.append(row)
    Occurrence.objects.bulk_create(rows)


def move_back(apps, schema_editor):
    ReleasedSlot = apps.get_model("events", "ReleasedSlot")
    rows = apps.get_model("events", "Occurrence").objects.filter(kind="session-slot").select_related("session")
    ReleasedSlot.objects.bulk_create(
        ReleasedSlot(
            release_id=row.session.release_id,
            session=row.session,
            is_cancelled=row.is_cancelled_alone,
            **{name: getattr(row, name) for name in SAME},
        )
        for row in rows.order_by("session__release", "starts_at", "session", "pk")
    )
    rows.delete()


class Migration(migrations.Migration):
    dependencies = [("events", "0003_add_slots_to_occurrences")]
    operations = [migrations.RunPython(move, move_back)]
