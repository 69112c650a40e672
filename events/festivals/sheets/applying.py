"""Bringing a checked table into the draft: all of it or nothing."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from events.festivals.models import Festival, Track
from events.festivals.sheets.checking import check
from events.festivals.sheets.columns import COLUMNS
from events.festivals.sheets.undoing import remember, states_of
from events.imports.tables import BadFile


@transaction.atomic
def apply_table(table, *, festival, columns=None, name="", user=None):
    """Returns the check it was brought in by. Raises BadFile where a cell is wrong by now.

    What it changes is kept beside the festival, so that it can be taken back: see `undoing`.
    """
    festival = Festival.objects.select_for_update(of=("self",)).get(pk=festival.pk)
    checked = check(table, festival=festival, columns=columns)
    if checked.problem_count:
        raise BadFile(_("Something is wrong with this table. Nothing has changed."))
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
    remember(festival, name=name, user=user, before=before, after=states_of(uids), new_tracks=new_tracks)
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
    for line in group.lines:
        if line.run is None:
            continue
        run, said = line.run
        for name, value in said.items():
            setattr(run, name, value)
        if not run.pk:
            run.sort_order = session.runs.count()
        run.session = session
        run.save()
