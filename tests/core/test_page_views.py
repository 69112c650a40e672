"""Who may read a page is decided once for all its languages."""

import re

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.admin.templatetags.wagtailadmin_tags import test_page_is_public as is_shown_public
from wagtail.admin.viewsets.pages import page_viewset_registry
from wagtail.models import GroupPagePermission, Locale, Page, PageViewRestriction, get_page_models

from core.page_views import PrivacyView
from tests.factories.home import StandardPageFactory
from tests.factories.users import UserFactory

#: What says "Visible to all" in Wagtail's editor, hidden or not.
PUBLIC_IN_EDITOR = re.compile(r'class="(?P<hidden>[\w-]*)"\s+data-controller="w-zone"(?:(?!</div>).)*?"isPublic"', re.DOTALL)
LOGIN, PASSWORD, GROUPS = "login", "password", "groups"


@pytest.fixture
def welsh(db):
    return Locale.objects.get_or_create(language_code="cy")[0]


@pytest.fixture
def page(home_page):
    return StandardPageFactory(parent=home_page, title="Plans", slug="plans")


@pytest.fixture
def translated(home_page, page, welsh):
    home_page.copy_for_translation(welsh).save_revision().publish()
    copy = page.copy_for_translation(welsh)
    copy.title = "Cynlluniau"
    copy.save_revision().publish()
    return copy


def privacy_of(page):
    return reverse("wagtailadmin_pages:set_privacy", args=[page.pk])


def restrictions():
    rows = PageViewRestriction.objects.order_by("pk")
    return [(row.page.title, row.restriction_type, row.password, [group.name for group in row.groups.all()]) for row in rows]


@pytest.mark.parametrize("model", get_page_models())
def test_every_kind_of_page_is_made_private_in_all_languages(model):
    assert page_viewset_registry.get_by_type(model).set_privacy_view_class is PrivacyView


def test_the_form_says_that_it_is_about_all_languages(client, admin_user, page, welsh):
    client.force_login(admin_user)

    assert "Applies to all languages of this page: English, Welsh, Arabic." in client.get(privacy_of(page)).json()["html"]


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ({"restriction_type": LOGIN}, (LOGIN, "", [])),
        ({"restriction_type": PASSWORD, "password": "please"}, (PASSWORD, "please", [])),
        ({"restriction_type": GROUPS, "groups": "Editors"}, (GROUPS, "", ["Editors"])),
    ],
)
def test_what_is_set_in_one_language_is_shown_changed_and_lifted_in_another(client, admin_user, page, translated, asked, kept):
    client.force_login(admin_user)
    if "groups" in asked:
        asked = asked | {"groups": Group.objects.get(name="Editors").pk}
    client.post(privacy_of(page), asked)

    assert restrictions() == [("Plans", *kept)]
    form = client.get(privacy_of(translated)).json()["html"]
    assert f'value="{asked["restriction_type"]}"' in form.split("checked")[0][-120:]

    client.post(privacy_of(translated), {"restriction_type": PASSWORD, "password": "another"})
    assert restrictions() == [("Plans", PASSWORD, "another", [])]

    client.post(privacy_of(translated), {"restriction_type": "none"})
    assert restrictions() == []
    client.logout()
    assert [client.get(one.url).status_code for one in (page, translated)] == [200, 200]


@pytest.mark.parametrize("asked", [{"restriction_type": LOGIN}, {"restriction_type": "none"}])
def test_what_was_set_in_each_language_before_is_settled_by_the_next_change(client, admin_user, page, translated, asked):
    for one in (page, translated):
        PageViewRestriction.objects.create(page=one, restriction_type=PASSWORD, password=one.title)
    client.force_login(admin_user)

    client.post(privacy_of(translated), asked)

    assert [row[:2] for row in restrictions()] == ([("Plans", LOGIN)] if asked["restriction_type"] == LOGIN else [])


def test_who_may_publish_in_one_language_only_decides_nothing_for_the_others(client, page, translated):
    group = Group.objects.create(name="Welsh")
    home = translated.get_parent()
    for name in ("change", "publish"):
        GroupPagePermission.objects.create(group=group, page=home, permission_type=name)
    group.permissions.add(*Group.objects.get(name="Editors").permissions.filter(codename="access_admin"))
    user = UserFactory(username="welsh")
    user.groups.add(group)
    client.force_login(user)
    PageViewRestriction.objects.create(page=page, restriction_type=LOGIN)

    answer = client.post(privacy_of(translated), {"restriction_type": "none"})

    assert "by somebody who may publish it in each of them" in answer.json()["html"]
    assert restrictions() == [("Plans", LOGIN, "", [])]


@pytest.mark.parametrize("number", [0, 1])
def test_the_explorer_and_the_editor_show_in_each_language_what_is_private(client, admin_user, page, translated, number):
    client.force_login(admin_user)
    listing = reverse("wagtailadmin_explore", args=[(page, translated)[number].get_parent().pk])
    editor = reverse("wagtailadmin_pages:edit", args=[(page, translated)[number].pk])

    def shown():
        texts = [client.get(address).content.decode() for address in (listing, editor)]
        return "privacy-indicator" in texts[0], PUBLIC_IN_EDITOR.search(texts[1])["hidden"] == "w-hidden"

    before = shown()
    PageViewRestriction.objects.create(page=(page, translated)[1 - number], restriction_type=LOGIN)

    assert (before, shown()) == ((False, False), (True, True))


def test_nobody_else_reads_wagtails_own_mark_of_a_page_in_one_language(client, admin_user, page, translated):
    """`test_page_is_public` takes the paths from the request if they are there: an attribute of Wagtail's that we set."""
    PageViewRestriction.objects.create(page=page, restriction_type=LOGIN)
    request = client.get(page.url).wsgi_request

    assert [is_shown_public({"request": request}, one) for one in (page, translated, Page.objects.get(depth=1))] == [
        False,
        False,
        True,
    ]
