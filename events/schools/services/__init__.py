from .projection import project_school, withdraw_school
from .rebuild import rebuild_schools
from .rolling import Rolled, roll_over, rolled

__all__ = ["Rolled", "project_school", "rebuild_schools", "roll_over", "rolled", "withdraw_school"]
