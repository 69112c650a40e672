from .identity import Festival
from .pages import FestivalDay, FestivalPage

__all__ = ["Festival", "FestivalDay", "FestivalPage"]
