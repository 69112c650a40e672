from .announcing import SessionNews, announce_session, changes_of
from .release import DraftHasChanged, NothingToRelease, release_programme
from .snapshot import Snapshot, draft_of

__all__ = [
    "DraftHasChanged",
    "NothingToRelease",
    "SessionNews",
    "Snapshot",
    "announce_session",
    "changes_of",
    "draft_of",
    "release_programme",
]
