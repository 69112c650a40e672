"""What the query string of the list asks for. What it asks for and nobody offers is left out, and the reader is told."""

from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.models import Theme
from opportunities.choices import CURRENT_STATES, Kind, State

#: More of an unknown value than this is not repeated to the reader.
LONGEST_WORD = 40


@dataclass(frozen=True, kw_only=True)
class Option:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class Facet:
    name: str
    legend: str
    options: list


class Filters:
    """The choices of one reader among kinds, states and themes."""

    legends = {"kind": _("What"), "state": _("When"), "theme": _("Theme")}

    def __init__(self, query, *, locale):
        self.ignored = []
        self.offered = {
            "kind": list(Kind.choices),
            "state": list(State.choices),
            "theme": list(Theme.objects.filter(locale=locale).in_use().values_list("slug", "name")),
        }
        self.chosen = {name: self._known(name, query.getlist(name)) for name in self.offered}

    def _known(self, name, values):
        offered = {value for value, _label in self.offered[name]}
        asked = dict.fromkeys(value for value in values if value)
        self.ignored += [value.replace("\0", "")[:LONGEST_WORD] for value in asked if value not in offered]
        return [value for value in asked if value in offered]

    def narrow(self, periods, *, now):
        """The public periods that match. Without a choice of state: what is open or still to come."""
        periods = periods.in_states(self.chosen["state"] or CURRENT_STATES, now=now)
        return periods.about(kinds=self.chosen["kind"], themes=self.chosen["theme"])

    @property
    def is_narrowed(self):
        return any(self.chosen.values())

    @cached_property
    def facets(self):
        return [
            Facet(
                name=name,
                legend=self.legends[name],
                options=[Option(value=value, label=label, is_chosen=value in self.chosen[name]) for value, label in offered],
            )
            for name, offered in self.offered.items()
            if offered
        ]
