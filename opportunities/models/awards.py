from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList, TabbedInterface
from wagtail.models import Page
from wagtail.search import index

from core.models import BasePage
from core.panels import InlinePanel
from opportunities.choices import Kind

from .base import OpportunityPage, section
from .fact_fields import AwardFactFields, SharedFactFields
from .with_rounds import RoundsPage

SECTIONS = ("criteria", "who_can_apply", "prize", "how_to_apply", "assessment", "documents", "results")


class AwardPage(RoundsPage, AwardFactFields):
    """A prize or another recognition: people are put forward, some win, everybody hears of it."""

    kind = Kind.AWARD
    fact_fields = (SharedFactFields, AwardFactFields)
    parts = {
        "story": _("What it honours"),
        "criteria": _("What wins"),
        "who_can_apply": _("Who can be put forward"),
        "prize": _("What winners get"),
        "how_to_apply": _("How to put somebody forward"),
        "assessment": _("How winners are chosen"),
        "documents": _("Documents"),
    }

    criteria = section(_("what wins"))
    who_can_apply = section(_("who can be put forward"))
    prize = section(_("what winners get"))
    how_to_apply = section(_("how to put somebody forward"))
    assessment = section(_("how winners are chosen"))
    documents = section(_("documents"))
    results = section(_("about the winners"), _("Shown first once the results of the last round are out."))

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    *Page.content_panels,
                    FieldPanel("summary"),
                    FieldPanel("image"),
                    InlinePanel("rounds", heading=_("Rounds"), label=_("round"), min_num=1, max_num=60),
                    FieldPanel("story", heading=_("What it honours")),
                    *(FieldPanel(name) for name in SECTIONS[:-1]),
                ],
                heading=_("Words and rounds"),
            ),
            ObjectList(
                [FieldPanel("nomination"), *OpportunityPage.term_panels, *OpportunityPage.contact_panels],
                heading=_("Facts"),
            ),
            ObjectList(
                [FieldPanel("results"), InlinePanel("outcomes", heading=_("Winners"), label=_("winner"), max_num=500)],
                heading=_("Afterwards"),
            ),
            ObjectList(BasePage.promote_panels, heading=_("Promote")),
            ObjectList(BasePage.settings_panels, heading=_("Settings")),
        ]
    )
    search_fields = [*BasePage.search_fields, *(index.SearchField(name) for name in SECTIONS)]

    class Meta:
        verbose_name = _("award")
        verbose_name_plural = _("awards")
