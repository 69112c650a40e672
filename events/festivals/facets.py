"""The questions that readers may ask of a programme. Its runs are few enough to be asked in memory."""

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import facets

OLDEST = 120
NOON, EVENING, NIGHT = 12, 17, 48


class Entries(list):
    """Some runs of a programme: what the facets narrow."""

    def count(self):
        return len(self)

    def that(self, condition):
        return Entries(entry for entry in self if condition(entry))


class EntryFacet(facets.Facet):
    """A question about runs: any of the ticked answers will do, or all of them where it says so."""

    needs_all = False

    def __init__(self, *, programme, locale, now):
        self.programme = programme
        super().__init__(locale=locale, now=now)

    def values(self, entry):
        """The answers a run gives."""
        raise NotImplementedError

    def narrow(self, rows):
        some = all if self.needs_all else any
        return rows.that(lambda entry: some(one in self.values(entry) for one in self.chosen)) if self.chosen else rows

    def counts(self, rows):
        found = {}
        # Where all answers must hold, one more narrows what is there already.
        for entry in self.narrow(rows) if self.needs_all else rows:
            for value in self.values(entry):
                found[value] = found.get(value, 0) + 1
        return found


class DayFacet(EntryFacet):
    name, legend = "day", gettext_lazy("Day")

    def answers(self):
        days = sorted({entry.day for entry in self.programme.entries})
        return [(f"{day:%Y-%m-%d}", formats.date_format(day, _("l j F"))) for day in days]

    def values(self, entry):
        return [f"{entry.day:%Y-%m-%d}"]


class TimeFacet(EntryFacet):
    """Parts of the day: what starts in one, and what one can drop into during it."""

    name, legend = "time", gettext_lazy("Time of day")
    parts = {"morning": (0, NOON), "afternoon": (NOON, EVENING), "evening": (EVENING, NIGHT)}

    def answers(self):
        return [
            ("morning", _("Morning")),
            ("afternoon", _("Afternoon, from midday")),
            ("evening", _("Evening, from 5pm")),
        ]

    def values(self, entry):
        first = _hour(entry.starts_at, entry.day)
        last = _hour(entry.ends_at, entry.day)
        if entry.is_drop_in:
            return [name for name, (starts, ends) in self.parts.items() if first < ends and starts < last]
        return [name for name, (starts, ends) in self.parts.items() if starts <= first < ends]


class WayFacet(EntryFacet):
    name, legend, needs_all = "only", gettext_lazy("Only"), True

    def answers(self):
        return [("drop-in", _("Drop in at any time")), ("free", _("Free"))]

    def values(self, entry):
        return [*(["drop-in"] if entry.is_drop_in else []), *(["free"] if entry.is_free else [])]


class AgeFacet(facets.Text):
    """One age, answered by every run that suits it."""

    name, legend, longest = "age", gettext_lazy("For somebody aged"), 3

    def read(self, query):
        unknown = super().read(query)
        if self.text and not (self.text.isdecimal() and self.text.isascii() and int(self.text) <= OLDEST):
            unknown.insert(0, self.text)
            self.chosen, self.text = [], ""
        return unknown

    @property
    def chips(self):
        return [(_("Age %(age)s") % {"age": self.text}, self.parameters)] if self.text else []

    def narrow(self, rows):
        return rows.that(lambda entry: entry.suits_age(int(self.text))) if self.text else rows

    def question(self, rows):
        field = facets.facet.Field(
            name=self.name, label=self.legend, type="number", value=self.text, attributes={"min": 0, "max": OLDEST}
        )
        return facets.Question(name=self.name, legend=self.legend, kind=self.kind, fields=[field], is_chosen=bool(self.text))


class TrackFacet(EntryFacet):
    name, legend = "track", gettext_lazy("Track")

    def answers(self):
        return [(track.key, track.name) for track in self.programme.tracks.values()]

    def values(self, entry):
        return [entry.track.key] if entry.track else []


class VenueFacet(EntryFacet):
    name, legend = "venue", gettext_lazy("Venue")

    def answers(self):
        return [(venue.slug, venue.name) for venue in self.programme.places]

    def values(self, entry):
        return [entry.venue.slug] if entry.venue else []


class KindFacet(EntryFacet):
    name, legend = "kind", gettext_lazy("Kind")

    def answers(self):
        kinds = {entry.kind_slug: entry.kind for entry in self.programme.entries if entry.kind}
        return sorted(kinds.items(), key=lambda pair: pair[1])

    def values(self, entry):
        return [entry.kind_slug]


class AccessFacet(EntryFacet):
    """What a session offers or its venue always has. Who needs two things needs both."""

    name, legend, needs_all = "access", gettext_lazy("Access"), True

    def answers(self):
        return self.programme.features.items()

    def values(self, entry):
        return entry.access_slugs


class WordsFacet(facets.Text):
    legend = gettext_lazy("Words")

    def narrow(self, rows):
        words = self.text.casefold().split()
        return rows.that(lambda entry: all(word in entry.text for word in words)) if words else rows


def _hour(at, day):
    """Hours since the midnight that began the day."""
    return (at.date() - day).days * 24 + at.hour + at.minute / 60
