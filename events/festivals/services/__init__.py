from .announcing import SessionNews, announce_session, changes_of
from .release import DraftHasChanged, NothingToRelease, Snapshot, draft_of, release_programme

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
