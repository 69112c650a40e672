"""What waits for somebody who looks after events, on the admin's first page."""

from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.permissions import policy_registry

from core.changelog.log import may_explain
from events.admin.planned import plans
from events.warnings import Kind

#: As many of each as are named; the rest is behind a link.
MOST = 5


class EventsToLookAtPanel(Component):
    """Changes that nobody has given a reason for, and events that ended without a record."""

    name = "events_to_look_at"
    template_name = "events/admin/home_panel.html"
    order = 120

    def get_context_data(self, parent_context):
        now = timezone.now()
        pages = policy_registry.get_by_type(Page).explorable_instances(parent_context["request"].user)
        mine = plans(now=now).filter(page__in=pages.values("pk"))
        silent = mine.filter(lacks_record=True).order_by("-last_end", "pk")
        unexplained = mine.filter(has_unexplained=True).order_by("title", "pk")
        user = parent_context["request"].user
        return {
            "unexplained": [(plan, may_explain(user, plan.page)) for plan in unexplained[:MOST]],
            "unexplained_count": unexplained.count(),
            "unexplained_url": f"{reverse('event_reports:warnings')}?kind={Kind.REASON}",
            "silent": list(silent[:MOST]),
            "silent_count": silent.count(),
            "silent_url": f"{reverse('event_reports:warnings')}?kind={Kind.RECORD}",
        }
