from .announcing import SessionNews, announce_session, changes_of
from .projection import know_festival, project_festival, withdraw_festival
from .release import DraftHasChanged, NothingToRelease, Snapshot, draft_of, release_programme

__all__ = [
    "DraftHasChanged",
    "NothingToRelease",
    "SessionNews",
    "Snapshot",
    "announce_session",
    "changes_of",
    "draft_of",
    "know_festival",
    "project_festival",
    "release_programme",
    "withdraw_festival",
]
