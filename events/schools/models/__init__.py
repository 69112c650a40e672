from .changes import SchoolChange
from .facts import IntakeFacts, SchoolFacts
from .pages import SummerSchoolPage
from .intakes import Intake

__all__ = ["IntakeFacts", "SchoolChange", "SchoolFacts", "Intake", "SummerSchoolPage"]
