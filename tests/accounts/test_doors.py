"""What asks for a password or login before something private is shown: pages of ours, that tell nothing of what is behind."""

import re
from html import unescape

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction, Locale, PageViewRestriction

from tests.factories.core import DownloadFactory, PictureFactory
from tests.factories.events import EventPageFactory
from tests.factories.home import StandardPageFactory
from tests.factories.users import PASSWORD as LOGIN
from tests.factories.users import UserFactory

# The fixtures that ask for the database are looked up by name, so pytest-django cannot know: see its ordering of tests.
pytestmark = pytest.mark.django_db

PASSWORD = "swordfish"
#: In the title, summary, picture and place of what is private.
WORD = "zqsecret"


@pytest.fixture
def page(home_page):
    parent = StandardPageFactory(parent=home_page, title=f"Above {WORD}", slug="above", show_in_menus=True)
    return StandardPageFactory(
        parent=parent,
        title=f"Board {WORD}",
        slug="board",
        summary=WORD,
        image=PictureFactory(title=WORD),
        search_description=WORD,
    )


def restrict(page, kind="password"):
    return PageViewRestriction.objects.create(page=page, restriction_type=kind, password=PASSWORD)


@pytest.fixture
def page_door(page):
    restrict(page.get_parent())
    return page.url


@pytest.fixture
def file_door(events_page):
    restrict(EventPageFactory(parent=events_page, title=WORD, slug="board"))
    return "/whats-on/board/event.ics"


@pytest.fixture
def document_door(home_page):
    collection = Collection.get_first_root_node().add_child(name=WORD)
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="password", password=PASSWORD)
    return DownloadFactory(title=WORD, collection=collection).url


@pytest.fixture
def login_door(page):
    restrict(page.get_parent(), "login")
    return page.url


DOORS = ["page_door", "file_door", "document_door", "login_door"]


@pytest.fixture(params=DOORS)
def door(request):
    return request.getfixturevalue(request.param)


def fields_of(html):
    """{name: value} of what a form would send, its token left out."""
    inputs = [dict(re.findall(r'(\w+)="([^"]*)"', one)) for one in re.findall("<input[^>]*>", html)]
    return {one["name"]: unescape(one.get("value", "")) for one in inputs if one["name"] not in ("csrfmiddlewaretoken", "q")}


def form_of(html):
    [form] = re.findall(r'<form class="form prose".*?</form>', html, re.DOTALL)
    return unescape(re.search('action="([^"]*)"', form)[1]), fields_of(form)


def open_(client, door):
    return client.get(door, follow=True)


def test_a_door_is_a_page_of_ours_that_is_kept_nowhere(client, door):
    response = open_(client, door)
    html = response.content.decode()

    assert response.status_code == 200
    assert "css/site.css" in html
    assert ('<meta name="robots" content="noindex">' in html, 'rel="canonical"' in html) == (True, False)
    assert "no-store" in response["Cache-Control"]
    assert len(re.findall("<h1[^>]*>", html)) == 1


def test_a_door_tells_nothing_of_what_is_behind_it(client, door):
    """Not its title, trail, picture, translations or files, which the page itself shows."""
    html = open_(client, door).content.decode()

    # Where it leads back to is the address that was asked for.
    assert WORD not in html


def test_what_is_behind_the_door_of_a_page_would_be_told_by_the_page(client, page):
    """The positive control."""
    assert client.get(page.url).content.decode().count(WORD) > 3


def test_every_field_has_a_label(client, door):
    html = open_(client, door).content.decode()
    names = [name for name in form_of(html)[1] if name not in ("return_url", "next")]

    assert names
    assert [name for name in names if f'<label for="id_{name}">' not in html] == []


@pytest.mark.parametrize("name", ["page_door", "document_door"])
def test_a_wrong_password_is_said_above_and_beside_the_field(client, request, name):
    action, fields = form_of(open_(client, request.getfixturevalue(name)).content.decode())

    html = client.post(action, fields | {"password": "wrong"}).content.decode()

    assert "<title>Error: Please give the password" in html
    assert html.count("The password you have entered is not correct. Please try again.") == 2
    assert 'class="error-summary" role="alert"' in html
    assert 'href="#id_password"' in html
    assert 'id="id_password_error"' in html
    assert form_of(html) == (action, fields)


@pytest.mark.parametrize("name", ["page_door", "document_door"])
def test_the_right_password_leads_to_what_was_asked_for(client, request, name):
    door = request.getfixturevalue(name)
    action, fields = form_of(open_(client, door).content.decode())

    response = client.post(action, fields | {"password": PASSWORD})
    shown = client.get(door)
    html = shown.getvalue().decode(errors="replace")
    shown.close()

    assert (response.status_code, response["Location"], shown.status_code) == (302, door, 200)
    assert 'class="form prose"' not in html


def test_a_wrong_login_is_said_and_the_right_one_leads_to_what_was_asked_for(client, login_door):
    UserFactory(username="ada")
    action, fields = form_of(open_(client, login_door).content.decode())
    assert fields["next"].endswith(login_door)

    wrong = client.post(action, fields | {"username": "ada", "password": "wrong"}).content.decode()
    right = client.post(action, fields | {"username": "ada", "password": LOGIN})

    assert ("<title>Error: Log in" in wrong, 'class="error-summary"' in wrong) == (True, True)
    assert form_of(wrong)[1]["next"] == fields["next"]
    assert right["Location"] == fields["next"]
    assert WORD in client.get(login_door).content.decode()


@pytest.mark.parametrize("name", ["//evil.example/", "https://evil.example/", "javascript:alert(1)"])
def test_a_login_leads_nowhere_else(client, home_page, name):
    assert "evil" not in client.get("/_util/login/", {"next": name}).content.decode()
    assert "javascript" not in client.get("/_util/login/", {"next": name}).content.decode()


def test_who_is_in_the_wrong_group_is_told_so(client, page):
    restrict(page.get_parent(), "groups").groups.add(Group.objects.create(name="Board"))
    client.force_login(UserFactory())

    html = open_(client, page.url).content.decode()

    assert ("What you asked for is for people with a certain login." in html, WORD in html) == (True, False)


def test_a_door_speaks_the_language_of_the_address(home_page, page):
    in_welsh = page.copy_for_translation(Locale.objects.get_or_create(language_code="cy")[0], copy_parents=True)
    in_welsh.save_revision().publish()
    restrict(page.get_parent())

    html = Client().get(in_welsh.url).content.decode()

    assert ('<html lang="cy"' in html, WORD in html) == (True, False)
