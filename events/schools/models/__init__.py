from .facts import RunFacts, SchoolFacts
from .pages import SummerSchoolPage
from .runs import SchoolRun

__all__ = ["RunFacts", "SchoolFacts", "SchoolRun", "SummerSchoolPage"]
