from .changes import SchoolChange
from .facts import RunFacts, SchoolFacts
from .pages import SummerSchoolPage
from .runs import SchoolRun

__all__ = ["RunFacts", "SchoolChange", "SchoolFacts", "SchoolRun", "SummerSchoolPage"]
