"""What an event's editor is told at the top of its page. Nothing here keeps anybody from saving or publishing."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.panels import Panel

from core.changelog.log import may_explain
from core.dates import date_time_words
from events.admin.planned import clashes_of, event_row, plans
from events.warnings import Kind, gaps


class WarningsPanel(Panel):
    """Warnings about the latest draft of an event, in a fixed number of queries."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "events/admin/warnings_panel.html"

        def is_shown(self):
            return bool(self.instance.pk and self.warnings)

        @property
        def warnings(self):
            if not hasattr(self, "_warnings"):
                self._warnings = list(warnings_about(self.instance, now=timezone.now(), user=self.request.user))
            return self._warnings


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
    for kind in gaps(event_row(plan), last_end=plan.last_end, now=now):
        yield {"words": kind.label} | way_out(kind, plan, user)
    clashes = clashes_of({plan.translation_key}, now=now, with_audiences=True).get(plan.translation_key, [])
    others = {one.translation_key: one for one in plans(now=now).filter(translation_key__in={clash.other for clash in clashes})}
    for clash in clashes:
        at = date_time_words(clash.at, timezone.get_default_timezone_name())
        other = others[clash.other]
        words = _("%(what)s (%(about)s, %(at)s):") % {"what": clash.kind.label, "about": clash.about, "at": at}
        yield {"words": words, "title": other.title, "page_id": other.page_id}
