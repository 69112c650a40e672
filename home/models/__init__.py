from .demo import DemoRecord
from .home import HomePage
from .standard import StandardPage

__all__ = ["DemoRecord", "HomePage", "StandardPage"]
