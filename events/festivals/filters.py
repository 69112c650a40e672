"""The choices of one reader of one programme, from an address."""

from functools import partial

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy, npgettext_lazy

from core import facets
from events.festivals.facets import (
    AccessFacet,
    AgeFacet,
    DayFacet,
    Entries,
    KindFacet,
    TimeFacet,
    TrackFacet,
    VenueFacet,
    WayFacet,
    WordsFacet,
)

FACETS = (DayFacet, TimeFacet, WayFacet, TrackFacet, VenueFacet, KindFacet, AccessFacet)
VIEWS = facets.Switch(
    "view",
    gettext_lazy("Show as"),
    [("list", gettext_lazy("List")), ("grid", gettext_lazy("Grid")), ("rooms", gettext_lazy("Room by room"))],
)


class ProgrammeFilters(facets.Filters):
    """The choices of one reader of one programme."""

    switches = (VIEWS,)
    things = npgettext_lazy("after a number", "time", "times")

    def __init__(self, query, *, programme, now):
        self.programme = programme
        asked = [partial(facet, programme=programme) for facet in FACETS]
        self.facet_classes = [WordsFacet, *asked[:3], AgeFacet, *asked[3:]]
        super().__init__(query, locale=programme.locale, now=now)

    def everything(self):
        return Entries(self.programme.entries)

    @cached_property
    def view(self):
        return self.switched["view"]

    @property
    def session_count(self):
        return len({entry.session for entry in self.found})

    @property
    def views(self):
        """Each way to show the programme, with its address."""
        return [{"name": name, "label": label, "url": self.url(view=name)} for name, label in VIEWS.answers]
