"""Who can apply. An opportunity that says nothing under a question is for everybody, as far as that question goes."""

from django.utils.translation import gettext_lazy as _

from .base import TermFacet


class ApplicantFacet(TermFacet):
    @property
    def sets(self):
        for_all = self.index.silent(self.name)
        named = self.index.values(self.name)
        return {slug: named.get(slug, 0) | for_all for slug in self.index.words[self.name]}

    def question(self, rows):
        """Not worth asking where no opportunity makes a difference."""
        question = super().question(rows)
        return question if self.chosen or self.index.values(self.name) else question.nothing(self)


class RoleFacet(ApplicantFacet):
    name, legend = "role", _("You are")


class StageFacet(ApplicantFacet):
    name, legend = "stage", _("Your career stage")


class OrganisationFacet(ApplicantFacet):
    name, legend = "organisation", _("Your organisation")
