"""Passwords of private pages and collections are not to be guessed; asking for a new password has its limit."""

from datetime import timedelta

import pytest
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from config.limits import Limit
from core.models import Refusal
from tests.factories.home import StandardPageFactory

# The fixtures that ask for the database are looked up by name, so pytest-django cannot know: see its ordering of tests.
pytestmark = pytest.mark.django_db

PASSWORD = "swordfish"
ATTACKER, READER = "203.0.113.7", "198.51.100.9"


@pytest.fixture
def page_door(home_page):
    page = StandardPageFactory(parent=home_page)
    kept = PageViewRestriction.objects.create(page=page, restriction_type="password", password=PASSWORD)
    return f"/_util/authenticate_with_password/{kept.pk}/{page.pk}/", page.url


@pytest.fixture
def collection_door(db):
    collection = Collection.get_first_root_node().add_child(name="Board")
    kept = CollectionViewRestriction.objects.create(collection=collection, restriction_type="password", password=PASSWORD)
    return f"/documents/authenticate_with_password/{kept.pk}/", "/"


@pytest.fixture(params=["page_door", "collection_door"])
def door(request):
    return request.getfixturevalue(request.param)


def knock(door, password="wrong", *, network=ATTACKER, client=None):
    url, back = door
    response = (client or Client()).post(url, {"password": password, "return_url": back}, REMOTE_ADDR=network)
    return {302: "in", 200: "wrong", 429: "wait"}[response.status_code]


def test_after_ten_wrong_passwords_the_right_one_has_to_wait_too(door):
    assert [knock(door) for _try in range(10)] + [knock(door, PASSWORD)] == ["wrong"] * 10 + ["wait"]
    assert list(Refusal.objects.values_list("purpose", "number")) == [("page-password", 1)]


def test_readers_elsewhere_are_not_kept_out(door):
    for _try in range(12):
        knock(door)

    assert knock(door, PASSWORD, network=READER) == "in"


def test_very_many_who_know_it_share_a_network(door):
    assert [knock(door, PASSWORD) for _reader in range(30)] == ["in"] * 30


def test_the_whole_world_has_a_limit_too(door, settings):
    settings.LIMITS = settings.LIMITS | {"page-password.everywhere": Limit("What", ((5, timedelta(hours=1)),))}

    assert [knock(door, network=f"203.0.113.{number}") for number in range(6)] == ["wrong"] * 5 + ["wait"]


def test_whoever_waits_reads_for_how_long(page_door, settings):
    settings.LIMITS = settings.LIMITS | {"page-password": Limit("What", ((1, timedelta(hours=1)),))}
    knock(page_door)

    response = Client().post(page_door[0], {"password": "x", "return_url": "/"}, REMOTE_ADDR=ATTACKER)

    assert "Please try again in 60 minutes." in response.content.decode()


def test_asking_for_new_passwords_has_its_limit(db, settings):
    settings.LIMITS = settings.LIMITS | {"password-reset": Limit("What", ((2, timedelta(hours=1)),))}
    client = Client()

    answers = [client.post("/admin/password_reset/", {"email": f"{name}@example.org"}).status_code for name in "abc"]

    assert (answers, client.get("/admin/password_reset/").status_code) == ([302, 302, 429], 200)
