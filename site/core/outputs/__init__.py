"""Every list as files: calendars, feeds, data, spreadsheets and a list to embed, all written from the same entries.

Whoever has something to list makes a `Listing` of `Entry` objects; what it looks like in each format is decided here.
docs/outputs.md says what each file is for.
"""

from .fields import Field, extra_field
from .formats import FORMATS, Format, Wants
from .pages import Outputs, output_response
from .serializers import Entry, Listing, Place
