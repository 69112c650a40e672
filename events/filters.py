"""What the query string of what's on asks for. The same query string means the same events in the page and in every file."""

from django.utils.translation import gettext_lazy as _

from core import facets

UPCOMING, PAST = "upcoming", "past"


class Filters(facets.Filters):
    """What one reader asks of what's on.

    Every output of the list reads `occurrences()` (each event once, by the date that fits) or `dates()` (every date that fits).
    """

    switches = (facets.Switch("when", _("When"), [(UPCOMING, _("Coming up")), (PAST, _("Past events"))], is_page=True),)

    def everything(self):
        from events.models import Occurrence

        dates = Occurrence.objects.public()
        return dates.past_events(now=self.now) if self.shows_past else dates.upcoming_events(now=self.now)

    @property
    def shows_past(self):
        return self.switched["when"] == PAST

    def occurrences(self):
        """One date of each event that fits, in the order asked for. It can be sliced and has `count()`."""
        return self.found

    def dates(self):
        """Every date that fits of the events that fit, soonest first (latest first of those that are over)."""
        from events.models import Occurrence

        facts = self.found.order_by().values("facts")
        dates = Occurrence.objects.filter(facts__in=facts).select_related("facts")
        return dates.order_by("-starts_at", "-pk") if self.shows_past else dates.not_over(now=self.now)
