"""What the query string of what's on asks for. The same query string means the same events in the page and in every file."""

from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import npgettext_lazy, pgettext_lazy

from core.search.facets import Switch
from core.search.filters import ListFilters
from core.search.index import Selection
from events.facets import FACETS, DateFacet, SpanFacet
from events.search import current_index, occurrences

UPCOMING, PAST = "upcoming", "past"
LIST, MONTH = "list", "month"


class Filters(ListFilters):
    """What one reader asks of what's on.

    Every output of the list reads `occurrences()` (each event once, by the date that fits) or `dates()` (every date that fits).
    """

    facet_classes = FACETS
    things = npgettext_lazy("after a number", "event", "events")
    switches = (
        Switch("when", _("When"), [(UPCOMING, _("Coming up")), (PAST, _("Past events"))], is_page=True),
        Switch("view", _("Shown as"), [(LIST, _("List")), (MONTH, pgettext_lazy("view of a calendar", "Month"))]),
        Switch(
            "sort",
            _("Order"),
            [("date", _("By date")), ("ending", _("What ends first")), ("newest", _("Newly added"))],
            is_input=True,
        ),
    )

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
        return self._dates(is_past=self.shows_past)

    def all_dates(self):
        return Selection(self.index, self.index.of_site(self.site))

    def _dates(self, *, is_past):
        """The dates of events to come, or of those that are over.

        An event that has dates which fit is to come while any of these is not over, and past once all of them are: in exactly
        one of the two, at every moment and whatever was chosen.
        """
        every, not_over = self.index.of_site(self.site), self.index.not_over(self.now)
        return Selection(self.index, every, unless=not_over) if is_past else Selection(self.index, every & not_over)

    def occurrences(self):
        """One date of each event that fits, its next one or, of what is over, its last, in the order asked for.

        It can be sliced and has `count()`.
        """
        key, is_reversed = self._order
        some = self.found.one_of_each(last=self.shows_past)
        return occurrences([pk for _key, pk in sorted(((key(*one), one[0].pk) for one in some), reverse=is_reversed)])

    @property
    def _order(self):
        """(what a date and its event are sorted by, whether the highest comes first)"""
        return {
            "date": (lambda date, event: date.ends_at, True)
            if self.shows_past
            else (lambda date, event: date.starts_at, False),
            "ending": (lambda date, event: date.ends_at, False),
            "newest": (lambda date, event: event.added_at or date.starts_at, True),
        }[self.switched["sort"]]

    def dates(self):
        """Every date that fits of the events that fit, soonest first (latest first of those that are over)."""
        rows = [self.index.rows[position] for position in self.found.positions()]
        found = sorted(((row.starts_at, row.pk) for row in rows), reverse=self.shows_past)
        return occurrences([pk for _starts_at, pk in found])

    # Months and days

    @property
    def today(self):
        return timezone.localdate(self.now)

    @cached_property
    def date_facets(self):
        return [facet for facet in self.facets if isinstance(facet, DateFacet | SpanFacet)]

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
        return self.narrow(self._dates(is_past=not self.shows_past)).count()
