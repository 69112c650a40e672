"""Finding terms and rooms by what people write, without a query for each row."""

from django.utils.translation import gettext as _

from core.models import VenueRoom
from events.imports.datelines import CellError


class Terms:
    """The terms of one language, read once for each kind. Retired ones, too: an event that has one keeps it."""

    def __init__(self, locale):
        self.locale, self._known, self._rooms = locale, {}, None

    def find(self, model, text, *, axis=""):
        known = self._of(model)
        found = [term for term in known.get(text.casefold(), ()) if not axis or term.axis == axis]
        if len({term.pk for term in found}) == 1:
            return found[0]
        kind = model._meta.verbose_name
        if found:
            raise CellError(_("There are two of “%(text)s”. Use its name in addresses.") % {"text": text[:60]})
        raise CellError(_("There is no %(kind)s called “%(text)s”.") % {"kind": kind, "text": text[:60]})

    def _of(self, model):
        if model not in self._known:
            known = self._known[model] = {}
            for term in model.objects.filter(locale=self.locale):
                for name in {term.slug.casefold(), term.name.casefold()}:
                    known.setdefault(name, []).append(term)
        return self._known[model]

    def room(self, venue, text):
        if self._rooms is None:
            rooms = VenueRoom.objects.filter(venue__locale=self.locale)
            self._rooms = {(room.venue_id, room.name.casefold()): room for room in rooms}
        if venue is None:
            raise CellError(_("Say which venue this room is in."))
        room = self._rooms.get((venue.pk, text.casefold()))
        if room is None:
            raise CellError(_("“%(venue)s” has no room “%(text)s”.") % {"venue": venue.name, "text": text[:60]})
        return room
