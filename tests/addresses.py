"""Every address of the site, from the URL resolver, filled in with things that exist."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.apps import apps
from django.contrib.auth.models import Group
from django.urls import get_resolver
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Locale, ModelLogEntry, Site, Task, Workflow

from tests.factories.core import PictureFactory
from tests.factories.events import EventPageFactory
from tests.factories.external import FoundCallFactory
from tests.factories.festivals import FestivalPageFactory, SessionFactory, TrackFactory
from tests.factories.mailinglist import SubscriberFactory
from tests.factories.opportunities import OpportunitiesPageFactory, VolunteerRolePageFactory
from tests.factories.users import UserFactory

SECRET = "hidden.person@example.org"
#: A part of a route: of a path, or of a regular expression with or without a name.
PART = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)|\((?:\\d\+|\[\^/\]\+|\.\*)\)")
WORDS = {
    "app_label": "wagtailcore", "model_name": "page", "content_type_app_name": "events", "content_type_model_name": "eventpage",
    "action": "delete", "action_name": "publish", "app_name": "core", "filter_spec": "original", "uidb64": "MQ", "token": "set",
    "revision_id_a": "live", "revision_id_b": "live", "shift_uid": "00000000-0000-4000-8000-000000000000",
}  # fmt: skip


@dataclass(frozen=True)
class Address:
    """One pattern: its route as the resolver has it, its whole name, and what answers."""

    route: str
    name: str
    view: object = field(compare=False)

    @property
    def view_class(self):
        return getattr(self.view, "view_class", None)

    @property
    def parts(self):
        """The names of what differs from one address of this pattern to the next, or "" for one without a name."""
        return [match[1] or match[2] or "" for match in PART.finditer(self.route)]


def addresses(under=""):
    return [one for one in _walk(get_resolver().url_patterns) if one.route.startswith(under)]


def _walk(patterns, before="", names=""):
    for pattern in patterns:
        route = before + str(pattern.pattern).removeprefix("^").removesuffix("$")
        if hasattr(pattern, "url_patterns"):
            yield from _walk(pattern.url_patterns, route, names + (f"{pattern.namespace}:" if pattern.namespace else ""))
        else:
            yield Address(route, names + (pattern.name or ""), pattern.callback)


class World:
    """Something of every kind, so that what is refused is there to be refused."""

    def __init__(self, home_page, events_page):
        self.event = EventPageFactory(parent=events_page, title="Seeded event")
        self.event.save_revision()
        festival_page = FestivalPageFactory(parent=events_page)
        festival_page.save_revision().publish()
        festival = apps.get_model("events", "Festival").objects.get(page=festival_page)
        role = VolunteerRolePageFactory(parent=OpportunitiesPageFactory(parent=home_page))
        found = FoundCallFactory(title="Seeded call")
        person = SubscriberFactory(email=SECRET)
        colleague = UserFactory(username="colleague", email="colleague@example.org")
        # What Wagtail's log would have kept of somebody before it was kept from it.
        edited = datetime(2027, 3, 1, tzinfo=UTC)
        ModelLogEntry.objects.log_action(person, "wagtail.edit", user=colleague, title=SECRET, timestamp=edited)
        picture = PictureFactory()
        first = {
            "admin/subscribers/": person,
            "admin/users/": colleague,
            "admin/groups/": Group.objects.get(name="Editors"),
            "admin/sites/": Site.objects.get(is_default_site=True),
            "admin/locales/": Locale.objects.first(),
            "admin/collections/": Collection.objects.filter(depth=1).first().add_child(name="Private"),
            "admin/workflows/tasks/": Task.objects.create(name="Seeded task"),
            "admin/workflows/": Workflow.objects.create(name="Seeded workflow"),
            "admin/redirects/": Redirect.objects.create(old_path="/seeded", redirect_link="/"),
            "admin/images/": picture,
            "admin/api/main/images/": picture,
            "admin/programmes/sessions/": SessionFactory(festival=festival),
            "admin/programmes/": festival,
            "admin/opportunities/roles/": role,
            "admin/opportunities/external/read/": found.source,
            "admin/opportunities/external/": found,
            "admin/opportunities/": role,
            "admin/snippets/opportunities/foundcall/": found,
            "admin/snippets/opportunities/callsource/": found.source,
            "admin/snippets/events/track/": TrackFactory(festival=festival),
            "admin/pages/": self.event,
            "admin/events/": self.event,
        }
        self.keys = {prefix: thing.pk for prefix, thing in first.items()}

    def fill(self, route, **instead):
        """The address of a route, with keys of things that are there where we have some. `instead` are other parts by name."""
        known = max((prefix for prefix in self.keys if route.startswith(prefix)), key=len, default="")
        key = self.keys.get(known, 1)

        def part(match):
            name = match[1] or match[2] or ""
            return str(instead.get(name) or WORDS.get(name) or self._page_or(name, key))

        return "/" + PART.sub(part, route.replace("^.*/", "nowhere/")).replace("^", "").replace("\\.", ".")

    def _page_or(self, parameter, key):
        if "page" in parameter and not self._is_role(key):
            return self.event.pk
        return 1 if parameter in {"revision_id", "session_id", "task_state_id", "workflow_state_id", "destination_id"} else key

    def _is_role(self, key):
        return key == self.keys["admin/opportunities/"]
