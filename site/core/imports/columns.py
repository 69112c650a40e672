"""From headings to columns, and from the cells of a row to what they say."""

from django.utils.translation import gettext as _

from core.imports.cells import CLEAR, plain
from core.imports.tables import CellError
from core.models import VenueRoom


def guess(headings, columns):
    """Which of our columns each heading most likely is: `{heading: name}`, each of ours once."""
    guessed = {}
    for exactness in (_is_called, _is_known_as):
        for heading in headings:
            free = [column for name, column in columns.items() if name not in guessed.values()]
            found = next((column.name for column in free if heading and exactness(column, heading)), None)
            if found and heading not in guessed:
                guessed[heading] = found
    return guessed


def _words(text):
    return " ".join(str(text).replace("_", " ").replace("-", " ").casefold().split())


def _is_called(column, heading):
    return _words(heading) in (_words(column.name), _words(column.label))


def _is_known_as(column, heading):
    return _words(heading) in [_words(alias) for alias in column.aliases]


def read_cells(cells, columns, terms=None):
    """What a row says: `(values, problems)`, both by the name of a column. "-" takes something out."""
    values, problems = {}, {}
    for name, cell in cells.items():
        try:
            if text := plain(cell):
                values[name] = columns[name].nothing if text == CLEAR else columns[name].read(cell, terms)
        except CellError as error:
            problems[name] = str(error)
    return values, problems


def problem_lines(rows, columns):
    """Everything that is wrong with (number of a row, {name of a column: words}): "Row 7, Starts: “13:99” is not a time. …"."""
    for number, problems in rows:
        for name, words in problems.items():
            place = {"row": number, "problem": words}
            if name in columns:
                yield _("Row %(row)d, %(column)s: %(problem)s") % (place | {"column": columns[name].label})
            else:
                yield _("Row %(row)d: %(problem)s") % place


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
