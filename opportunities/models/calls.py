from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.models import Page
from wagtail.search import index

from core.models import BasePage
from events.timezones import exists
from opportunities.choices import Kind, Mode
from opportunities.states import BEGINNING, END

from .base import OpportunityPage, section
from .facts import CallFactFields, SharedFactFields

SECTIONS = ("who_can_apply", "how_much", "costs", "how_to_apply", "assessment", "what_next", "documents", "results")


class FundingCallPage(OpportunityPage, CallFactFields):
    """A funding scheme at one lasting address; its rounds come and go."""

    kind = Kind.FUNDING
    fact_fields = (SharedFactFields, CallFactFields)

    who_can_apply = section(_("who can apply"))
    how_much = section(_("how much you can ask for"), _("The amounts are shown by themselves; say here what they depend on."))
    costs = section(_("what you can spend it on"))
    how_to_apply = section(_("how to apply"))
    assessment = section(_("how we will assess"))
    what_next = section(_("what happens next"))
    documents = section(_("documents"))
    results = section(_("what was funded"), _("Shown first once the results of the last round are out."))

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    *Page.content_panels,
                    FieldPanel("summary"),
                    FieldPanel("image"),
                    InlinePanel("rounds", heading=_("Rounds"), label=_("round"), min_num=1, max_num=60),
                    FieldPanel("story", heading=_("What we are looking for")),
                    *(FieldPanel(name) for name in SECTIONS[:-1]),
                ],
                heading=_("Words and rounds"),
            ),
            ObjectList(
                [
                    FieldPanel("funder", widget=forms.Select),
                    MultiFieldPanel(
                        [FieldPanel("is_external"), FieldRowPanel([FieldPanel("source_url"), FieldPanel("last_checked_on")])],
                        heading=_("If somebody else runs it"),
                    ),
                    *OpportunityPage.term_panels,
                    MultiFieldPanel(
                        [
                            FieldRowPanel(
                                [FieldPanel("preparation_days"), FieldPanel("sign_off_days"), FieldPanel("match_funding")]
                            ),
                            FieldRowPanel([FieldPanel("needs_training"), FieldPanel("needs_ethics")]),
                        ],
                        heading=_("Before people start"),
                    ),
                    *OpportunityPage.contact_panels,
                ],
                heading=_("Facts"),
            ),
            ObjectList([FieldPanel("results")], heading=_("Afterwards")),
            ObjectList(BasePage.promote_panels, heading=_("Promote")),
            ObjectList(BasePage.settings_panels, heading=_("Settings")),
        ]
    )
    search_fields = [*BasePage.search_fields, *(index.SearchField(name) for name in SECTIONS)]

    class Meta:
        verbose_name = _("funding call")
        verbose_name_plural = _("funding calls")

    def clean(self):
        super().clean()
        errors = {}
        if self.is_external and not self.source_url:
            errors["source_url"] = _("Give the address where the funder announces it.")
        if clash := self._overlap():
            errors["__all__"] = _("%(one)s and %(other)s are open at once. If that is meant, tick it on one of them.") % clash
        if missing := self._time_that_is_missing():
            errors["timezone"] = _(
                "On %(day)s the clocks go forward: there is no %(time)s in this time zone. Choose another time."
            ) % {"day": missing[0], "time": missing[1].strftime("%H:%M")}
        if errors:
            raise ValidationError(errors)

    def _overlap(self):
        """The first two rounds that are open at once without saying that they may be."""
        spans = sorted(
            (
                (one.opens_at or BEGINNING, one.closes_at or END, str(written))
                for written, one in zip(self.rounds.all(), self.written_rounds(), strict=True)
                if written.mode in (Mode.OPEN, Mode.ROLLING) and not written.may_overlap
            ),
        )
        latest = None
        for opens_at, closes_at, name in spans:
            if latest and opens_at < latest[0]:
                return {"one": latest[1], "other": name}
            latest = max(latest or (closes_at, name), (closes_at, name))
        return None

    def _time_that_is_missing(self):
        for one in self.rounds.all():
            for kind in ("opens", "closes", "internal"):
                day, clock = getattr(one, f"{kind}_date"), getattr(one, f"{kind}_time")
                if day and clock and not exists(day, clock, self.timezone):
                    return day, clock
        return None

    def written_rounds(self):
        return [one.as_facts(self) for one in self.rounds.all()]
