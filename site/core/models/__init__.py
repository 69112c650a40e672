from .access_records import AccessRecord
from .chores import Chore
from .downloads import Download
from .pages import BasePage
from .pictures import Picture, Rendition
from .rate_limits import RateLimit
from .site_settings import SiteSettings, SiteWords, SocialLink
from .terms import AccessFeature, Audience, Format, Organisation, Term, Theme
from .venues import Venue, VenueAccess, VenueRoom
from .versions import ContentChange, ContentVersion

__all__ = [
    "AccessFeature",
    "AccessRecord",
    "Audience",
    "BasePage",
    "Chore",
    "ContentChange",
    "ContentVersion",
    "Download",
    "Format",
    "Organisation",
    "Picture",
    "RateLimit",
    "Rendition",
    "SiteSettings",
    "SiteWords",
    "SocialLink",
    "Term",
    "Theme",
    "Venue",
    "VenueAccess",
    "VenueRoom",
]
