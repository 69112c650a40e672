"""What the query string of what's on asks for. The same query string means the same events in the page and in every file."""

from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import npgettext_lazy, pgettext_lazy

from core import facets
from events.search import Selection, current_index

from .ages import AgeFacet, ExactAgeFacet
from .dates import DateFacet, SpanFacet
from .plain import (
    AccessFacet,
    AreaFacet,
    AudienceFacet,
    FestivalFacet,
    FormatFacet,
    LanguageFacet,
    ModeFacet,
    OpenToFacet,
    PriceFacet,
    TextFacet,
    ThemeFacet,
    VenueFacet,
)  # fmt: skip

UPCOMING, PAST = "upcoming", "past"
LIST, MONTH = "list", "month"


class Filters(facets.Filters):
    """What one reader asks of what's on.

    Every output of the list reads `occurrences()` (each event once, by the date that fits) or `dates()` (every date that fits).
    """

    facet_classes = (
        TextFacet, DateFacet, SpanFacet, FormatFacet, ThemeFacet, AudienceFacet, AgeFacet, ModeFacet, AreaFacet, VenueFacet,
        AccessFacet, PriceFacet, FestivalFacet, LanguageFacet, OpenToFacet, ExactAgeFacet,
    )  # fmt: skip
    things = npgettext_lazy("after a number", "event", "events")
    switches = (
        facets.Switch("when", _("When"), [(UPCOMING, _("Coming up")), (PAST, _("Past events"))], is_page=True),
        facets.Switch("view", _("Shown as"), [(LIST, _("List")), (MONTH, pgettext_lazy("view of a calendar", "Month"))]),
        facets.Switch(
            "sort",
            _("Order"),
            [("date", _("By date")), ("ending", _("What ends first")), ("newest", _("Newly added"))],
            is_input=True,
        ),
    )

    def shared(self):
        return {"index": self.index}

    @cached_property
    def index(self):
        return current_index()

    @property
    def shows_past(self):
        return self.switched["when"] == PAST

    @property
    def shows_month(self):
        return self.switched["view"] == MONTH

    def everything(self):
        return Selection(self.index, now=self.now, is_past=self.shows_past)

    def occurrences(self):
        """One date of each event that fits, in the order asked for. It can be sliced and has `count()`."""
        return self.found.events(self.switched["sort"])

    def dates(self):
        """Every date that fits of the events that fit, soonest first (latest first of those that are over)."""
        return self.found.dates()

    # Months and days

    @property
    def today(self):
        return timezone.localdate(self.now)

    @cached_property
    def date_facets(self):
        return [facet for facet in self.facets if isinstance(facet, (DateFacet, SpanFacet))]

    @property
    def first_day(self):
        """Where a calendar opens: at the first day asked for, else today."""
        return next((facet.window[0] for facet in self.date_facets if facet.chosen), self.today)

    def month_url(self, first):
        """The same questions in the calendar of a month."""
        return self.url(without=self._days_asked, view=MONTH, date=f"{first:%Y-%m}")

    def day_url(self, day):
        """The same questions in the list of one day."""
        past = {"when": PAST} if day < self.today else {"when": UPCOMING}
        return self.url(without=self._days_asked, view=LIST, **past, **{"from": day.isoformat(), "to": day.isoformat()})

    @property
    def list_url(self):
        return self.url(view=LIST)

    @property
    def calendar_url(self):
        return self.url(view=MONTH, when=UPCOMING)

    @property
    def upcoming_url(self):
        return self.url(when=UPCOMING, view=LIST)

    @property
    def past_url(self):
        return self.url(when=PAST, view=LIST)

    @property
    def _days_asked(self):
        return [parameter for facet in self.date_facets for parameter in facet.parameters]

    @cached_property
    def other_side(self):
        """How many of the past events would fit, seen from those to come, or the other way round."""
        other = Selection(self.index, now=self.now, is_past=not self.shows_past)
        return self.narrow(other).count()
