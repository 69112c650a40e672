from .projection import project_opportunity, withdraw_opportunity

__all__ = ["project_opportunity", "withdraw_opportunity"]
