from .projection import know_festival, project_festival, withdraw_festival
from .release import NothingToRelease, release_programme
from .snapshot import Snapshot, draft_of

__all__ = [
    "NothingToRelease",
    "Snapshot",
    "draft_of",
    "know_festival",
    "project_festival",
    "release_programme",
    "withdraw_festival",
]
