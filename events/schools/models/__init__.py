from .facts import IntakeFacts, SchoolFacts
from .intakes import Intake
from .pages import SummerSchoolPage

__all__ = ["Intake", "IntakeFacts", "SchoolFacts", "SummerSchoolPage"]
