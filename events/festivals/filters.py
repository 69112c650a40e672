"""The questions that readers may ask of a programme, and the choices of one of them, from an address."""

from functools import cached_property

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, npgettext_lazy

from core.search import facets
from core.search.filters import ListFilters
from core.search.index import Index, Item, Row, Term
from core.search.words import begins, words_of

OLDEST = 120
NOON, EVENING, NIGHT = 12 * 60, 17 * 60, 48 * 60
#: Minutes since the midnight that began a day.
PARTS_OF_THE_DAY = {"morning": (0, NOON), "afternoon": (NOON, EVENING), "evening": (EVENING, NIGHT)}
VIEWS = facets.Switch(
    "view",
    gettext_lazy("Show as"),
    [("list", gettext_lazy("List")), ("grid", gettext_lazy("Grid")), ("rooms", gettext_lazy("Room by room"))],
)


class ProgrammeIndex(Index):
    """Every run of a released programme, in the language of its readers."""

    def __init__(self, programme):
        self.entries = programme.entries
        self.finder = self
        days = sorted({entry.day for entry in self.entries})
        kinds = {entry.kind_slug: entry.kind for entry in self.entries if entry.kind}
        names = {
            "day": {f"{day:%Y-%m-%d}": formats.date_format(day, _("l j F")) for day in days},
            "track": {track.key: track.name for track in programme.tracks.values()},
            "venue": {venue.slug: venue.name for venue in programme.places},
            "kind": kinds,
            "access": programme.features,
        }
        terms = {
            facet: {value: Term({programme.locale.pk: name}) for value, name in some.items()} for facet, some in names.items()
        }
        super().__init__([_item(number, entry) for number, entry in enumerate(self.entries)], terms)

    def pages_with(self, words, locale):
        """It finds words by itself: a programme is small."""
        return [[number for number, some in enumerate(self._words) if begins(some, word)] for word in words]

    @cached_property
    def _words(self):
        return [words_of(entry.text) for entry in self.entries]


def _item(number, entry):
    answers = {
        "day": [f"{entry.day:%Y-%m-%d}"],
        "time": list(_parts_of_the_day(entry)),
        "only": [*(["drop-in"] if entry.is_drop_in else []), *(["free"] if entry.cost.is_free else [])],
        "track": [entry.track.key] if entry.track else [],
        "venue": [entry.venue.slug] if entry.venue else [],
        "kind": [entry.kind_slug],
        "access": entry.access_slugs,
        "age_from": [entry.age_from],
        "age_to": [entry.age_to],
    }
    return Item(pk=number, key=number, answers=answers, rows=[Row(number)])


def _parts_of_the_day(entry):
    """What it starts in, and what one can drop into it during."""
    first, last = entry.minutes
    for name, (starts, ends) in PARTS_OF_THE_DAY.items():
        if (first < ends and starts < last) if entry.is_drop_in else (starts <= first < ends):
            yield name


class WordsFacet(facets.WordsFacet):
    legend = gettext_lazy("Words")


class DayFacet(facets.TermFacet):
    name, legend = "day", gettext_lazy("Day")


class TimeFacet(facets.Facet):
    name, legend = "time", gettext_lazy("Time of day")

    def answers(self):
        return [
            ("morning", _("Morning")),
            ("afternoon", _("Afternoon, from midday")),
            ("evening", _("Evening, from 5pm")),
        ]


class WayFacet(facets.Facet):
    name, legend, needs_all = "only", gettext_lazy("Only"), True

    def answers(self):
        return [("drop-in", _("Drop in at any time")), ("free", _("Free"))]


class AgeFacet(facets.Text):
    """One age, answered by every run that suits it."""

    name, legend, longest, input_type = "age", gettext_lazy("For somebody aged"), 3, "number"

    def read(self, query):
        unknown = super().read(query)
        if self.text and not (self.text.isdecimal() and self.text.isascii() and int(self.text) <= OLDEST):
            unknown.insert(0, self.text)
            self.forget([])
        return unknown

    @property
    def chips(self):
        return [(_("Age %(age)s") % {"age": self.text}, self.parameters)] if self.text else []

    def narrow(self, rows):
        return rows.narrowed(self.index.for_ages(int(self.text), int(self.text))) if self.text else rows

    def attributes(self):
        return {"min": 0, "max": OLDEST}


class TrackFacet(facets.TermFacet):
    name, legend = "track", gettext_lazy("Track")


class VenueFacet(facets.TermFacet):
    name, legend = "venue", gettext_lazy("Venue")


class KindFacet(facets.TermFacet):
    name, legend, is_by_name = "kind", gettext_lazy("Kind"), True


class AccessFacet(facets.AccessFacet):
    """What a session offers or its venue always has."""

    hint = ""


class ProgrammeFilters(ListFilters):
    """The choices of one reader of one programme."""

    facet_classes = (
        WordsFacet, DayFacet, TimeFacet, WayFacet, AgeFacet, TrackFacet, VenueFacet, KindFacet, AccessFacet,
    )  # fmt: skip
    switches = (VIEWS,)
    things = npgettext_lazy("after a number", "time", "times")

    def __init__(self, query, *, programme, now):
        self.programme, self.index = programme, programme.index
        super().__init__(query, locale=programme.locale, now=now)

    @property
    def entries(self):
        """The runs that fit, in the order of time."""
        return [self.programme.entries[row.pk] for row in self.index.rows_of(self.found.bits)]

    @property
    def view(self):
        return self.switched["view"]

    @property
    def session_count(self):
        return len({entry.session for entry in self.entries})

    @property
    def views(self):
        """Each way to show the programme, with its address."""
        return [{"name": name, "label": label, "url": self.url(view=name)} for name, label in VIEWS.answers]
