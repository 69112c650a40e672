from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from opportunities.choices import Mode
from opportunities.states import BEGINNING, END

from .base import OpportunityPage


class RoundsPage(OpportunityPage):
    """An opportunity at one lasting address whose `rounds` come and go."""

    #: Not where a form does it, which tells what is wrong beside the time it is about.
    checks_clocks = True

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        errors = {}
        if clash := self._overlap():
            errors["__all__"] = _("%(one)s and %(other)s are open at once. If that is meant, tick it on one of them.") % clash
        if self.checks_clocks:
            for one in self.rounds.all():
                for message in one.clock_errors(self.timezone).values():
                    errors["timezone"] = message
        if errors:
            raise ValidationError(errors)

    def _overlap(self):
        """The first two rounds that are open at once without saying that they may be."""
        spans = sorted(
            (one.opens_at or BEGINNING, one.closes_at or END, str(written))
            for written, one in zip(self.rounds.all(), self.written_rounds(), strict=True)
            if one.mode in (Mode.OPEN, Mode.ROLLING) and not one.may_overlap
        )
        latest = None
        for opens_at, closes_at, name in spans:
            if latest and opens_at < latest[0]:
                return {"one": latest[1], "other": name}
            latest = max(latest or (closes_at, name), (closes_at, name))
        return None

    def written_rounds(self):
        return [one.as_facts(self) for one in self.rounds.all()]
