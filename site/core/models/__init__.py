from .access_records import AccessRecord
from .pages import BasePage, SearchText
from .pictures import Picture, Rendition
from .processes import ContentVersion, ItemVersion, PeriodicTaskState, RateLimit, Refusal
from .public_changes import PublicChange, ReasonFields
from .site_settings import SiteSettings, SiteWords, SocialLink
from .terms import AccessFeature, Audience, Format, Organisation, Term, Theme
from .uploads import Download, Upload
from .venues import Venue, VenueAccess, VenueRoom
