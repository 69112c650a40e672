"""Every address of the admin by every stock role, GET and POST: who is let in, and what is never shown to whom."""

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client
from wagtail.models import Page

from core.people_views import PeopleListView
from core.snippets import CHOOSABLE
from tests.addresses import SECRET, World, addresses
from tests.admin.who_may import ANYBODY, EDITORS, MODERATORS, OTHERS, STAFF, who_may
from tests.factories.roles import somebody_who_may
from tests.factories.users import UserFactory

ROLES = [ANYBODY, STAFF, EDITORS, MODERATORS]
#: Not let in: asked to sign in, sent away, not there, not to be asked like that.
SHUT = {"login", "refused", 404, 405}


def outcome(response):
    to = response.headers.get("location", "") if response.status_code in (301, 302) else ""
    if to.startswith("/admin/login/"):
        return "login"
    return "refused" if response.status_code == 403 or to == "/admin/" else response.status_code


def answers(world, user, methods=("get", "post")):
    """[(address, outcome, whether somebody hidden is shown)]. Nothing that is asked stays done."""
    for address in addresses("admin/"):
        for method in methods:
            client = Client(raise_request_exception=False)
            with transaction.atomic():
                if user:
                    client.force_login(user)
                response = getattr(client, method)(world.fill(address.route))
                body = b"" if response.streaming else response.content
                transaction.set_rollback(True)
            yield address, outcome(response), SECRET.encode() in body


def users():
    by_group = {name: UserFactory(username=name) for name in (EDITORS, MODERATORS)}
    for name, user in by_group.items():
        user.groups.add(Group.objects.get(name=name))
    return {ANYBODY: None, STAFF: somebody_who_may()} | by_group


def test_every_address_says_who_may():
    assert [f"{one.name} {one.route}" for one in addresses("admin/") if not who_may(one)] == []


# Willow leaves the temporary file of a picture's preview to be closed by Python.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_every_address_lets_in_whom_it_says_and_nobody_sees_people(home_page, events_page):
    world = World(home_page, events_page)
    let_in, shown = {}, set()

    for role, user in users().items():
        for address, result, is_shown in answers(world, user):
            if result not in SHUT:
                let_in.setdefault(address, []).append(role)
            if is_shown:
                shown.add((role, address.name))

    wrong = {}
    for address in addresses("admin/"):
        least, found = who_may(address), let_in.get(address, [])
        if (found[0] if found else OTHERS) != least or set(found) != set(ROLES[ROLES.index(found[0]) :] if found else []):
            wrong[address.route] = (address.name, least, sorted(set(found)))
    assert wrong == {}
    assert shown == set()


@pytest.mark.parametrize("address", ["/admin/subscribers/", "/admin/reports/site-history/"])
def test_what_is_hidden_is_there_to_be_seen(client, home_page, events_page, admin_user, address):
    """Without this, nothing being shown above would say nothing."""
    World(home_page, events_page)
    client.force_login(admin_user)

    assert SECRET in client.get(address).content.decode()


def test_only_what_may_be_chosen_has_a_chooser():
    choosers = {one.name.partition(":")[0] for one in addresses("admin/") if "choosers_" in one.name}

    assert choosers == {f"wagtailsnippetchoosers_{label.replace('.', '_')}" for label in CHOOSABLE}


@pytest.mark.parametrize("snippet", ["opportunities/foundcall", "opportunities/callsource", "events/session"])
def test_translators_choose_only_what_may_be_chosen(client, home_page, events_page, snippet):
    World(home_page, events_page)
    client.force_login(somebody_who_may())

    refused = client.get(f"/admin/localize/api/snippets/{snippet}/")
    given = client.get("/admin/localize/api/snippets/core/theme/")

    assert (refused.status_code, b"Seeded" in refused.content, given.status_code) == (403, False, 200)


def test_every_list_of_people_is_one_that_records():
    """A list of whoever has an e-mail address. Accounts of staff are in Wagtail's own log; what a page says is public."""
    lists = {}
    for one in addresses("admin/"):
        model = getattr(one.view, "view_initkwargs", {}).get("model")
        if isinstance(model, type) and not issubclass(model, Page) and one.name.endswith((":index", ":list")) and any(
            field.__class__.__name__ == "EmailField" for field in model._meta.get_fields()
        ):  # fmt: skip
            lists[model._meta.label_lower] = issubclass(one.view_class, PeopleListView)
    assert lists == {"users.user": False, "mailinglist.subscriber": True}
