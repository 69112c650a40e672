from .projection import know_festival, project_festival, withdraw_festival

__all__ = ["know_festival", "project_festival", "withdraw_festival"]
