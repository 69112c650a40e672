"""Every address, the editors' side and all files included, asked and sent the worst it can be: never a 5xx."""

from itertools import count
from urllib.parse import unquote_to_bytes

import pytest
from django.urls import Resolver404, resolve

from tests.addresses import addresses
from tests.factories.users import UserFactory
from tests.hostile import HostileClient

from .whole_world import WholeWorld, pages

#: What may stand for a part of an address. Of larger numbers: tests/web/test_questions.py.
PARTS = ["9" * 18, "%22%01'%3B", "%ED%A0%80" + "a" * 300, "00000000-0000-4000-8000-000000000000", "zz"]
#: It would end the session that the rest is asked in.
LEFT_OUT = {"admin/logout/"}
#: What is said of a format that there isn't: https://oembed.com/#section2.3.2
MEANT = {"/oembed": 501}
#: Who asks, in how many portions: all addresses take minutes, which several processes share.
READERS = {"anybody": 1, "an editor": 2, "an administrator": 4}

# Willow and Wagtail leave files of pictures to be closed by Python.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture(params=READERS)
def reader(request):
    return request.param


@pytest.fixture
def user(reader, editor):
    return {"an editor": editor, "an administrator": UserFactory(is_superuser=True)}.get(reader)


@pytest.fixture
def world(home_page, events_page, user, editor):
    return WholeWorld(home_page, events_page, user or editor)


def broken(answers):
    return [
        f"{what[:120]}: {response.status_code} {response.exc_info[1]!r:.120}" if response.exc_info else what
        for what, response in answers
        if response.status_code >= 500 and MEANT.get(response.request["PATH_INFO"]) != response.status_code
    ]


def code_of(address):
    """What answers, and for what: a list and its rows alone are the same to Wagtail, a list of people and one of words not."""
    return address.view_class or address.view, getattr(address.view, "view_initkwargs", {}).get("model")


def asked(world):
    """{address: (what answers, for what)}: one address of each."""
    found = {code_of(one): world.fill(one.route) for one in addresses() if one.route not in LEFT_OUT}
    found |= {(kind, url.rpartition(".")[2]): url for url, kind in pages() if "." in url}
    return {url: code for code, url in found.items()} | {url: (kind, url) for url, kind in pages() if "." not in url}


@pytest.mark.parametrize(
    ("reader", "part"), [(reader, part) for reader, parts in READERS.items() for part in range(parts)], indirect=["reader"]
)
def test_no_question_or_form_breaks_an_address(world, user, reader, part):
    """One address of each view is asked everything by an administrator; the others, and other readers, ask a part of it."""
    client, seen, number, found = HostileClient(user), {}, count(), []
    urls = asked(world)
    views = list(dict.fromkeys(view for view, _of in urls.values()))[part :: READERS[reader]]

    for url, (view, _of) in urls.items():
        if view in views and (view not in seen or reader == "an administrator"):
            names = seen.setdefault(view, set())
            is_whole = reader == "an administrator" and not names
            found += broken(client.answers(url, names, is_whole=is_whole, number=next(number)))

    assert found == []


def leads_to(url, address):
    try:
        return resolve(unquote_to_bytes(url).decode(errors="replace")).func is address.view
    except Resolver404:
        return False


def test_no_part_breaks_an_address(world, user, reader):
    client = HostileClient(user)
    found = []

    for address in {code_of(one): one for one in addresses()}.values():
        for name in dict.fromkeys(address.parts):
            for url in (world.fill(address.route, **{name: part}) for part in PARTS):
                if leads_to(url, address):
                    found += broken([(url, client.ask(url))])
                    found += broken([(f"POST {url}", client.send(url))] if reader == "an administrator" else [])

    assert found == []


def test_what_breaks_would_be_found(db, settings):
    settings.ROOT_URLCONF = "tests.web.refusing_urls"

    found = broken(HostileClient().answers("/admin/count/", set()))

    # Words and too many digits; in a form also what is no number of the many kinds.
    assert [one.partition(" ")[0] for one in found] == ["GET"] * 2 + ["POST"] * 4
    assert [one.partition(" = ")[2][:4] for one in found] == ["word", "9999", "word", "9999", "%00 ", "[1,["]
