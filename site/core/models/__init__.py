from .access_records import AccessRecord
from .pages import BasePage
from .periodic_tasks import PeriodicTaskState
from .pictures import Picture, Rendition
from .public_changes import PublicChange, ReasonFields
from .rate_limits import RateLimit, Refusal
from .site_settings import SiteSettings, SiteWords, SocialLink
from .terms import AccessFeature, Audience, Format, Organisation, Term, Theme
from .uploads import Download, Upload
from .venues import Venue, VenueAccess, VenueRoom
from .versions import ContentChange, ContentVersion

__all__ = [
    "AccessFeature",
    "AccessRecord",
    "Audience",
    "BasePage",
    "ContentChange",
    "ContentVersion",
    "Download",
    "Format",
    "Organisation",
    "PeriodicTaskState",
    "Picture",
    "PublicChange",
    "RateLimit",
    "ReasonFields",
    "Refusal",
    "Rendition",
    "SiteSettings",
    "SiteWords",
    "SocialLink",
    "Term",
    "Theme",
    "Upload",
    "Venue",
    "VenueAccess",
    "VenueRoom",
]
