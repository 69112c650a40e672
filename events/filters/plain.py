"""Questions with plain answers: what it is, whom it is for, where it is."""

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import facets
from core.choices import AttendanceMode
from core.models import Audience
from events.choices import PriceKind
from events.search.words import matching


class IndexFacet(facets.SetFacet):
    """A question whose answers are sets in the index: {value: the dates it fits}."""

    def heading(self, value):
        return gettext("What’s on: %(answer)s") % {"answer": self.offered[value]}


class TermFacet(IndexFacet):
    """Terms by slug, which is the same in every language."""

    terms = ""
    axis = None

    def answers(self):
        words = self.index.terms[self.terms].items()
        return [(slug, one.name(self.locale.pk)) for slug, one in words if self.axis in (None, one.axis)]

    def heading(self, value):
        return self.index.terms[self.terms][value].title(self.locale.pk) or super().heading(value)


class FormatFacet(TermFacet):
    name, legend, terms = "format", _("Kind of event"), "format"


class ThemeFacet(TermFacet):
    name, legend, terms = "theme", _("Theme"), "theme"

    @property
    def sets(self):
        return self.index.values("themes")


class AudienceFacet(TermFacet):
    name, legend, terms, axis = "audience", _("Meant for"), "audience", Audience.Axis.MEANT_FOR

    @property
    def sets(self):
        return self.index.values("meant_for")


class OpenToFacet(TermFacet):
    name, legend, terms, axis = "open", _("Open to"), "audience", Audience.Axis.OPEN_TO

    @property
    def sets(self):
        return self.index.values("open_to")


class FestivalFacet(TermFacet):
    name, legend, terms = "festival", _("Festival"), "festival"


class AccessFacet(TermFacet):
    """What people need is not a matter of either–or: all of the ticked features must be there."""

    name, legend, terms, needs_all = "access", _("Access"), "access", True
    hint = _("There, or there if you ask for it.")

    @property
    def sets(self):
        return self.index.access

    def narrow(self, rows):
        for value in self.chosen:
            rows = rows.narrowed(self.sets.get(value, 0))
        return rows

    def counts(self, rows):
        """Each feature together with the others that are ticked: each is a question of its own."""
        found = {}
        for value in self.offered:
            others = rows
            for one in self.chosen:
                if one != value:
                    others = others.narrowed(self.sets.get(one, 0))
            found[value] = others.narrowed(self.sets.get(value, 0)).count()
        return found


class ModeFacet(IndexFacet):
    """Who wants to be there finds what is also online, and the other way round."""

    name, legend = "mode", _("How to take part")

    def answers(self):
        return [(one.value, one.label) for one in (AttendanceMode.IN_PERSON, AttendanceMode.ONLINE)]

    def heading(self, value):
        return gettext("Online events") if value == AttendanceMode.ONLINE else gettext("Events in person")

    @property
    def sets(self):
        return {value: self.index.any_of("mode", [value, AttendanceMode.BOTH]) for value in self.offered}


class PriceFacet(IndexFacet):
    name, legend = "price", _("Price")

    def answers(self):
        return PriceKind.choices

    def heading(self, value):
        return gettext("Free events") if value == PriceKind.FREE else super().heading(value)


class AreaFacet(IndexFacet):
    name, legend = "area", _("Area")

    def answers(self):
        areas = {place.area: place.area_name for place in self.index.venues.values() if place.area}
        return sorted(areas.items(), key=lambda pair: pair[1])

    def heading(self, value):
        return gettext("What’s on in %(town)s") % {"town": self.offered[value]}

    def question(self, rows):
        """One town is no question."""
        question = super().question(rows)
        return question if self.chosen or len(question.options) > 1 else facets.Question.nothing(self)


class VenueFacet(IndexFacet):
    name, legend = "venue", _("Place")

    def answers(self):
        names = {place.slug: place.name(self.locale.pk) for place in self.index.venues.values()}
        return sorted(names.items(), key=lambda pair: pair[1])

    def heading(self, value):
        return gettext("What’s on at %(place)s") % {"place": self.offered[value]}

    @property
    def sets(self):
        return self.index.values("place")


class LanguageFacet(IndexFacet):
    name, legend = "language", _("Language spoken")

    def answers(self):
        return sorted(((code, language_words(code)) for code in self.index.values("language")), key=lambda pair: pair[1])

    def heading(self, value):
        return gettext("Events in %(language)s") % {"language": self.offered[value]}


def language_words(code):
    """A language by its name in the reader's; one that nobody knows by its code."""
    if code == "bfi":
        return gettext("British Sign Language")
    name = LANG_INFO.get(code, {}).get("name")
    return gettext(name) if name else code


class TextFacet(facets.WordsFacet):
    def matching(self):
        return matching(self.index, self.text, self.locale)
