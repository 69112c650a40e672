"""Bringing a checked table into the draft, but for its wrong rows; and taking the last one back, as far as may be."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from core.imports import take_back
from events.festivals.models import Festival, Session, SessionImport, Track
from events.festivals.sheets import COLUMNS, check


@transaction.atomic
def apply_table(table, *, festival, columns, name="", user=None):
    """Returns the check it was brought in by, made anew. What it changes is kept beside the festival: see `undo_import`."""
    festival = Festival.objects.select_for_update(of=("self",)).get(pk=festival.pk)
    checked = check(table, festival=festival, columns=columns)
    tracks = {track.name.casefold(): track for track in festival.tracks.all()}
    new_tracks = []
    for order, label in enumerate(checked.new_tracks, start=len(tracks)):
        tracks[label.casefold()] = Track.objects.create(festival=festival, name=label, sort_order=order)
        new_tracks.append(tracks[label.casefold()].pk)
    groups = [group for group in checked.groups if group.has_changes]
    uids = [group.session.uid for group in groups]
    before = dict.fromkeys(map(str, uids)) | states_of(uids)
    for group in groups:
        _save(group, tracks)
    changed = {"before": before, "after": states_of(uids), "new_tracks": new_tracks, "brought_in_at": timezone.now()}
    SessionImport.objects.update_or_create(festival=festival, defaults=changed | {"file_name": name[:255], "user": user})
    log(
        instance=festival.page,
        action="events.import_sessions",
        user=user,
        data={"new": checked.count("new"), "changed": checked.count("changed")},
    )
    return checked


def _save(group, tracks):
    session = group.session
    values = {**group.values}
    if "track" in values:
        session.track = tracks.get(values.pop("track").casefold())
    people, access = values.pop("people", None), values.pop("access_features", None)
    for name, value in values.items():
        setattr(session, name, value)
    if people is not None and people != [(one.name, one.affiliation) for one in session.people.all()]:
        COLUMNS["people"].set(session, people)
    session.save()
    if access is not None:
        session.access_features.set(access)
        session.save()
    for run, said in filter(None, (line.run for line in group.lines)):
        for name, value in said.items():
            setattr(run, name, value)
        if not run.pk:
            run.sort_order = session.runs.count()
        run.session = session
        run.save()


def states_of(uids):
    """{uid: everything about a session}, as it serialises itself."""
    sessions = Session.objects.whole().filter(uid__in=uids)
    return {str(one.uid): json.loads(json.dumps(one.serializable_data(), cls=DjangoJSONEncoder)) for one in sessions}


@transaction.atomic
def undo_import(*, festival, user=None):
    """Take back the last import of a festival's sessions. Returns how many are as they were, and those that are not.

    What somebody has changed since stays; what was deleted stays deleted. Raises SessionImport.DoesNotExist if there is
    nothing to take back.
    """
    festival = Festival.objects.select_for_update(of=("self",)).get(pk=festival.pk)
    batch = SessionImport.objects.get(festival=festival)
    now = states_of(batch.after)
    undone, kept = take_back(
        now,
        is_new=lambda uid: batch.before[uid] is None,
        why_kept=lambda uid: now[uid] != batch.after[uid],
        delete=lambda uids: Session.objects.filter(uid__in=uids).delete(),
        # Whatever it referred to and is gone by now is left out.
        bring_back=lambda uid: Session.from_serializable_data(batch.before[uid]).save(),
    )
    Track.objects.filter(pk__in=batch.new_tracks, sessions=None).delete()
    batch.delete()
    log(instance=festival.page, action="events.undo_import_sessions", user=user, data={"number": len(undone)})
    return len(undone), list(Session.objects.filter(uid__in=kept).order_by("title", "pk"))
