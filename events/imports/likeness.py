"""Events that a row without a reference is taken to be: same title, same first start, same venue."""

from collections import defaultdict

from django.db.models import Min

from events.imports.clocks import written
from events.imports.columns import DATES
from events.models import DraftEvent, DraftOccurrence
from events.services.spans import span_of


class Likeness:
    """The planned events of one language, read once."""

    def __init__(self, locale):
        self.locale, self._plans, self._titles = locale, None, set()

    def find(self, values, zone):
        """Ids of pages that are likely the event of a row: usually none or one."""
        title, dates = values.get("title"), values.get(DATES)
        if not title or not dates:
            return []
        starts_at = span_of(written(dates[0]), values.get("timezone", zone)).starts_at
        venue = values.get("venue")
        found = self._known().get((title.casefold(), starts_at), ())
        return [page_id for page_id, venue_id in found if venue is None or venue_id in (None, venue.pk)]

    def has_date(self, values, zone):
        """Whether an event of that title has the row's first date among its later ones: a likely mistake, worth a word."""
        title, dates = values.get("title"), values.get(DATES)
        if not title or not dates or not self._known() or title.casefold() not in self._titles:
            return False
        starts_at = span_of(written(dates[0]), values.get("timezone", zone)).starts_at
        return DraftOccurrence.objects.filter(
            plan__page__locale=self.locale, plan__title__iexact=title, starts_at=starts_at
        ).exists()

    def _known(self):
        if self._plans is None:
            self._plans = defaultdict(list)
            plans = (
                DraftEvent.objects.filter(page__locale=self.locale).annotate(first_start=Min("dates__starts_at")).order_by("pk")
            )
            for title, first_start, page_id, venue_id in plans.values_list("title", "first_start", "page_id", "venue_id"):
                self._plans[title.casefold(), first_start].append((page_id, venue_id))
                self._titles.add(title.casefold())
        return self._plans


def identity(values):
    """What makes two rows of one file say the same event; None where too little is said."""
    if not values.get("title") or not values.get(DATES):
        return None
    first, venue = values[DATES][0], values.get("venue")
    return values["title"].casefold(), first.start_date, first.start_time, venue and venue.pk
