"""Finding terms, rooms and tracks by what people write in a programme's table."""

from collections import defaultdict

from django.utils.translation import gettext as _

from core.models import VenueRoom
from events.imports.datelines import CellError
from events.imports.terms import Terms


class SheetTerms(Terms):
    """Those of the festival's own language; rooms of its venues come before rooms elsewhere."""

    def __init__(self, festival):
        page = festival.draft_page
        super().__init__(page.locale)
        self._venues = {venue.pk for venue in page.venues.all()}
        self._by_name = None
        self.tracks = {track.name.casefold(): track for track in festival.tracks.all()}

    def room_anywhere(self, text):
        """The one room of this name. Raises CellError where there is none, or more than one."""
        if self._by_name is None:
            self._by_name = defaultdict(list)
            for room in VenueRoom.objects.filter(venue__locale=self.locale, venue__is_retired=False):
                self._by_name[room.name.casefold()].append(room)
        found = self._by_name.get(text.casefold(), [])
        ours = [room for room in found if room.venue_id in self._venues] or found
        if len(ours) == 1:
            return ours[0]
        if ours:
            raise CellError(_("Several venues have a room “%(text)s”. Say which venue.") % {"text": text[:60]})
        raise CellError(_("No venue has a room “%(text)s”.") % {"text": text[:60]})
