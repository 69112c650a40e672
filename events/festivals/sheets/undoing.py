"""Taking back the last table that was brought into a draft, as far as nobody has built on it."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from events.festivals.models import Festival, Session, SessionImport, Track


def states_of(uids):
    """{uid: everything about a session}, as it serialises itself."""
    sessions = Session.objects.whole().filter(uid__in=uids)
    return {str(one.uid): json.loads(json.dumps(one.serializable_data(), cls=DjangoJSONEncoder)) for one in sessions}


def remember(festival, *, name, user, before, after, new_tracks):
    """Keep what an import changed, in the place of the one before it."""
    values = {"before": before, "after": after, "new_tracks": new_tracks, "brought_in_at": timezone.now()}
    SessionImport.objects.update_or_create(festival=festival, defaults=values | {"file_name": name[:255], "user": user})


@transaction.atomic
def undo_import(*, festival, user=None):
    """Take back the last import of a festival's sessions. Returns how many are as they were, and those that are not.

    What somebody has changed since stays; what was deleted stays deleted. Raises SessionImport.DoesNotExist if there is
    nothing to take back.
    """
    festival = Festival.objects.select_for_update(of=("self",)).get(pk=festival.pk)
    batch = SessionImport.objects.get(festival=festival)
    now = states_of(batch.after)
    changed_since = [uid for uid, state in now.items() if state != batch.after[uid]]
    for uid in now.keys() - set(changed_since):
        _bring_back(uid, batch.before[uid])
    Track.objects.filter(pk__in=batch.new_tracks, sessions=None).delete()
    batch.delete()
    undone = len(now) - len(changed_since)
    log(instance=festival.page, action="events.undo_import_sessions", user=user, data={"number": undone})
    return undone, list(Session.objects.filter(uid__in=changed_since).order_by("title", "pk"))


def _bring_back(uid, state):
    if state is None:
        Session.objects.get(uid=uid).delete()
    else:
        # Whatever it referred to and is gone by now is left out.
        Session.from_serializable_data(state).save()
