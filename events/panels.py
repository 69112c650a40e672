"""How an event is laid out for its editors, and what they are told at its top.

Facts are shown to edit on the source page, and to read on its translations. No warning keeps anybody from saving or publishing.
"""

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, Panel, TabbedInterface
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.models import Page

from core.changelog.forms import ChangeReasonPanel, ReasonTranslationsPanel
from core.changelog.log import may_explain
from core.dates import date_time_words
from core.panels import InlinePanel
from core.publishing import source_of
from events.admin.planned import clashes_of, plans
from events.formatting import when_words
from events.services.spans import MOST_DATES
from events.warnings import Kind, gaps


class WarningsPanel(Panel):
    """Warnings about the latest draft of an event, in a fixed number of queries."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "events/admin/warnings_panel.html"

        def is_shown(self):
            return bool(self.instance.pk and self.warnings)

        @cached_property
        def warnings(self):
            return list(warnings_about(self.instance, now=timezone.now(), user=self.request.user))


def way_out(kind, plan, user):
    """Where an editor mends it, if that is not on this very tab."""
    if kind == Kind.REASON and may_explain(user, plan.page):
        return {"url": reverse("core_explain_changes", args=[plan.page_id]), "action": _("Say why now")}
    if kind == Kind.RECORD:
        return {"url": "#tab-afterwards", "is_tab": True, "action": _("Tell it under “Afterwards”")}
    return {}


def warnings_about(page, *, now, user):
    plan = plans(now=now).filter(translation_key=page.translation_key).first()
    if plan is None:
        return
    for kind in gaps(plan, now=now):
        yield {"words": kind.label} | way_out(kind, plan, user)
    clashes = clashes_of({plan.translation_key}, now=now, with_audiences=True).get(plan.translation_key, [])
    others = {one.translation_key: one for one in plans(now=now).filter(translation_key__in={clash.other for clash in clashes})}
    for clash in clashes:
        at = date_time_words(clash.at, timezone.get_default_timezone_name())
        other = others[clash.other]
        words = _("%(what)s (%(about)s, %(at)s):") % {"what": clash.kind.label, "about": clash.about, "at": at}
        yield {"words": words, "title": other.title, "page_id": other.page_id}


class FactsInlinePanel(InlinePanel):
    """Rows of facts; not there at all on a translation, whose form leaves them out."""

    class BoundPanel(InlinePanel.BoundPanel):
        def __init__(self, **kwargs):
            form = kwargs["form"]
            self.is_left_out = form is not None and kwargs["panel"].relation_name not in form.formsets
            if self.is_left_out:
                Panel.BoundPanel.__init__(self, **kwargs)
                self.label, self.children = self.panel.label, []
            else:
                super().__init__(**kwargs)

        def is_shown(self):
            return not self.is_left_out and super().is_shown()


class DatesPanel(FactsInlinePanel):
    """The dates, with the way to make many at once."""

    class BoundPanel(FactsInlinePanel.BoundPanel):
        template_name = "events/admin/dates_panel.html"

        @property
        def generate_url(self):
            return reverse("events_generate_dates", args=[self.instance.pk]) if self.instance.pk else ""


class PublishedFactsPanel(Panel):
    """On a translation: the facts as every language shows them, and where to edit them."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "events/admin/published_facts_panel.html"

        def is_shown(self):
            return not getattr(self.form, "edits_facts", True)

        def get_context_data(self, parent_context=None):
            source, event = source_of(self.instance), self.instance.details.at(timezone.now())
            return super().get_context_data(parent_context) | {
                "event": event,
                "dates": [when_words(one) for one in event.occurrences],
                "source": source,
                "can_edit": bool(source) and source.permissions_for_user(self.request.user).can_edit(),
            }


#: Many boxes to tick, side by side where there is room.
BOXES = "boxes-side-by-side"
MAIN = [
    WarningsPanel(),
    *Page.content_panels,
    PublishedFactsPanel(heading=_("Dates and facts")),
    FieldPanel("summary", widget=AdminAutoHeightTextInput),
    FieldPanel("image"),
    DatesPanel("dates", heading=_("Dates"), label=_("date"), min_num=1, max_num=MOST_DATES),
    MultiFieldPanel(
        [
            FieldPanel("attendance_mode"),
            FieldRowPanel([FieldPanel("venue", widget=forms.Select), FieldPanel("room", widget=forms.Select)]),
            FieldPanel("online_url"),
            FieldPanel("timezone"),
        ],
        heading=_("Where"),
    ),
    ChangeReasonPanel(
        [FieldPanel("change_reason"), ReasonTranslationsPanel("change_reason")], heading=_("If dates or places change")
    ),
]
STORY = [
    FieldPanel("story"),
    FieldPanel("how_to_take_part"),
    FieldPanel("content_notes"),
    InlinePanel("programme", heading=_("Programme"), label=_("programme item")),
    InlinePanel("people", heading=_("People"), label=_("person")),
]
FACTS = [
    FieldPanel("format", widget=forms.Select),
    FieldPanel("themes", widget=forms.CheckboxSelectMultiple, classname=BOXES),
    MultiFieldPanel(
        [
            FieldPanel("meant_for", widget=forms.CheckboxSelectMultiple, classname=BOXES),
            FieldPanel("open_to", widget=forms.CheckboxSelectMultiple, classname=BOXES),
            FieldRowPanel([FieldPanel("age_from"), FieldPanel("age_to")]),
            FieldPanel("supervision"),
        ],
        heading=_("Who it is for"),
    ),
    FactsInlinePanel("access", heading=_("Access that differs from the venue"), label=_("access feature")),
    MultiFieldPanel(
        [
            FieldPanel("price"),
            FieldRowPanel([FieldPanel("price_from"), FieldPanel("price_to"), FieldPanel("currency")]),
            FieldPanel("booking"),
            FieldPanel("booking_url"),
        ],
        heading=_("Price and booking"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("event_languages"),
            FieldPanel("partners", widget=forms.CheckboxSelectMultiple, classname=BOXES),
            FieldRowPanel([FieldPanel("contact_name"), FieldPanel("contact_email")]),
        ],
        heading=_("Partners, languages and contact"),
    ),
]
AFTERWARDS = [
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("attended_free"), FieldPanel("attended_free_basis")]),
            FieldRowPanel([FieldPanel("attended_paid"), FieldPanel("attended_paid_basis")]),
            FieldRowPanel([FieldPanel("attended_online"), FieldPanel("attended_online_basis")]),
        ],
        heading=_("How many came"),
        help_text=_("The public sees the sum. Reports to HE-BCI count free and paid attendance apart."),
    ),
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("staff_hours"), FieldPanel("volunteer_hours")])],
        heading=_("Time given"),
        help_text=_("Only for reports; not shown to the public."),
    ),
    FieldPanel("record"),
]


def event_edit_handler(page_class):
    return TabbedInterface(
        [
            ObjectList(MAIN, heading=_("What, when and where")),
            ObjectList(STORY, heading=_("Story")),
            ObjectList(FACTS, heading=_("For whom, access and price")),
            ObjectList(AFTERWARDS, heading=_("Afterwards")),
            ObjectList(page_class.promote_panels, heading=_("Promote")),
            ObjectList(page_class.settings_panels, heading=_("Settings")),
        ]
    )
