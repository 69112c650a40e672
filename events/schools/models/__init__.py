from .changes import SchoolChange
from .facts import IntakeFacts, SchoolFacts
from .intakes import Intake
from .pages import SummerSchoolPage

__all__ = ["Intake", "IntakeFacts", "SchoolChange", "SchoolFacts", "SummerSchoolPage"]
