from .rolling import Rolled, roll_over, rolled

__all__ = ["Rolled", "roll_over", "rolled"]
