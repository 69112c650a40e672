"""Whoever guesses passwords is slowed down; the owner gets in."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf import settings as django_settings
from django.contrib.auth.tokens import default_token_generator
from django.test import Client
from django.urls import resolve, reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from accounts import throttle, views
from accounts.owners import SUSPICIOUS, tell_of_guessing
from config.limits import Limit
from core.models import RateLimit, Refusal
from mail.models import OutboxMessage
from tests.accounts.hashing import CountingHasher
from tests.factories.users import PASSWORD, UserFactory

NOON = datetime(2027, 6, 1, 12, tzinfo=UTC)
ATTACKER, OWNER = "203.0.113.7", "198.51.100.9"
DOORS = ["/admin/login/", "/_util/login/"]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def ada():
    return UserFactory(username="ada", email="ada@example.org", is_superuser=True)


def log_in(name="ada", password="wrong", *, network=ATTACKER, client=None, door="/admin/login/"):
    client = client or Client()
    response = client.post(door, {"username": name, "password": password}, REMOTE_ADDR=network)
    if response.status_code == 302:
        return "in"
    [words] = response.context["form"].non_field_errors()
    return "wait" if "too many wrong passwords" in words else "wrong"


def guess(number, **values):
    return [log_in(**values) for _try in range(number)]


@pytest.fixture
def guess_from_everywhere(settings):
    """Until an account may be tried from nowhere its owner has not been."""
    settings.LIMITS = settings.LIMITS | {"login.account": Limit("What", ((8, timedelta(hours=1)),))}
    return lambda: [log_in(network=f"203.0.113.{number}") for number in range(8)]


@pytest.mark.parametrize("door", DOORS)
def test_after_five_wrong_passwords_the_right_one_has_to_wait_too(ada, door):
    assert [*guess(5, door=door), log_in(password=PASSWORD, door=door)] == ["wrong"] * 5 + ["wait"]


@pytest.mark.parametrize("door", DOORS)
def test_with_the_guard_off_every_one_is_looked_at(ada, door, settings):
    """The positive control."""
    settings.AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]

    assert [*guess(8, door=door), log_in(password=PASSWORD, door=door)] == ["wrong"] * 8 + ["in"]


def test_the_wait_grows(rf):
    minutes = [*range(12), *range(55, 72), *range(120, 132), 24 * 60]

    def may_try(minute):
        return throttle.begin(rf.post("/admin/login/"), "ada", now=NOON + timedelta(minutes=minute)) is None

    assert [minute for minute in minutes if may_try(minute)] == [*range(10), *range(60, 70), 24 * 60]


def test_what_is_said_is_the_same_whether_there_is_such_an_account_or_not(ada):
    assert guess(7, name="ada") == guess(7, name="nobody", network=OWNER)
    pages = [
        Client().post("/admin/login/", {"username": name, "password": "x"}, REMOTE_ADDR=ATTACKER) for name in ("ada", "zed")
    ]
    assert "Please try again in 5 minutes." in pages[0].context["form"].non_field_errors()[0]


@pytest.mark.parametrize("name", ["ADA", "ａｄａ", "Ada"])
def test_other_spellings_of_a_name_are_no_other_account(ada, name):
    guess(5)

    assert log_in(name=name) == "wait"


def test_the_owner_elsewhere_is_not_kept_out(ada):
    guess(7)

    assert log_in(password=PASSWORD, network=OWNER) == "in"


def test_somebody_else_on_the_attackers_network_is_not_kept_out(ada):
    UserFactory(username="ben")
    guess(7)

    assert log_in(name="ben", password=PASSWORD) == "in"


def test_the_owner_gets_in_with_their_browser_though_the_whole_world_guesses(ada, guess_from_everywhere):
    browser = Client()
    assert log_in(password=PASSWORD, network=OWNER, client=browser) == "in"
    browser.cookies.pop(django_settings.SESSION_COOKIE_NAME, None)
    guess_from_everywhere()

    assert log_in(password=PASSWORD, network="192.0.2.1") == "wait"
    assert log_in(password=PASSWORD, network=ATTACKER, client=browser) == "in"


def test_an_owner_without_such_a_browser_gets_in_with_a_new_password_by_mail(ada, guess_from_everywhere):
    guess_from_everywhere()
    browser = Client()
    assert log_in(password=PASSWORD, network=OWNER, client=browser) == "wait"
    token = {"uidb64": urlsafe_base64_encode(force_bytes(ada.pk)), "token": default_token_generator.make_token(ada)}
    url = browser.get(reverse("wagtailadmin_password_reset_confirm", kwargs=token)).url
    new = "another horse battery staple"

    browser.post(url, {"new_password1": new, "new_password2": new})

    assert log_in(password=new, network=OWNER, client=browser) == "in"


def test_a_browser_of_the_owner_has_a_limit_of_its_own(ada):
    browser = Client()
    log_in(password=PASSWORD, client=browser)
    browser.cookies.pop(django_settings.SESSION_COOKIE_NAME)

    tries = guess(20, client=browser)

    assert tries == ["wrong"] * 15 + ["wait"] * 5  # ten as the owner's browser, then five as anybody's


@pytest.mark.parametrize("forged", ["", "x", "eyJhIjoiYiJ9:1abc:def", "\0"])
def test_a_cookie_that_is_not_ours_is_none(ada, forged, rf):
    request = rf.post("/admin/login/")
    request.COOKIES[django_settings.DEVICE_COOKIE_NAME] = forged

    assert throttle.known_browser(request, "ada") == ""


def test_a_browser_of_one_account_is_none_of_another(ada):
    browser = Client()
    UserFactory(username="ben")
    log_in(name="ben", password=PASSWORD, client=browser)
    browser.cookies.pop(django_settings.SESSION_COOKIE_NAME)

    guess(5)

    assert log_in(password=PASSWORD, client=browser) == "wait"


def test_the_cookie_is_for_this_site_only_and_names_nobody(ada):
    browser = Client()
    assert django_settings.DEVICE_COOKIE_NAME not in browser.get("/admin/login/").cookies
    log_in(client=browser)
    assert django_settings.DEVICE_COOKIE_NAME not in browser.cookies
    log_in(password=PASSWORD, client=browser)

    cookie = browser.cookies[django_settings.DEVICE_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"], cookie["domain"], cookie["path"]) == (True, "Lax", "", "/")
    assert "ada" not in cookie.value


def test_the_right_password_forgets_typing_errors(ada):
    guess(4)
    log_in(password=PASSWORD)

    assert guess(5) == ["wrong"] * 5


def test_a_network_that_tries_every_name_is_slowed_down(settings):
    settings.LIMITS = settings.LIMITS | {"login.network": Limit("What", ((6, timedelta(hours=1)),))}

    assert [log_in(name=f"name{number}") for number in range(7)] == ["wrong"] * 6 + ["wait"]


def test_nobody_can_read_who_tried_and_staff_see_how_often(caplog):
    guess(6, name="wyn.hughes")

    kept = f"{list(RateLimit.objects.values())} {list(Refusal.objects.values())} {caplog.text}"
    assert [word for word in ("wyn", "hughes", ATTACKER) if word in kept] == []
    assert list(Refusal.objects.values_list("purpose", "number")) == [("login", 1)]


def test_as_much_is_worked_out_for_a_name_that_does_not_exist(settings):
    """So that the time of an answer tells nothing. A try that has to wait costs nothing, either."""
    settings.PASSWORD_HASHERS = ["tests.accounts.hashing.CountingHasher"]
    UserFactory(username="ada")
    worked = []
    for name in ("ada", "nobody"):
        CountingHasher.worked.clear()
        guess(7, name=name)
        worked.append(list(CountingHasher.worked))

    assert worked == [["wrong"] * 5] * 2


def letters():
    return list(OutboxMessage.objects.order_by("pk").values_list("recipient", "subject"))


def test_the_owner_hears_once_a_day_that_somebody_is_guessing(ada, clock):
    UserFactory(username="ben", email="ben@example.org")
    for number in range(SUSPICIOUS):
        log_in(network=f"203.0.113.{number}")
    assert letters() == []  # not in the request, whose time would tell

    for _round in range(3):
        tell_of_guessing(now=NOON)

    assert letters() == [("ada@example.org", "Somebody is guessing your password")]
    assert "/admin/password_reset/" in OutboxMessage.objects.get().text


def test_whoever_mistypes_hears_nothing(ada):
    for number in range(SUSPICIOUS - 1):
        log_in(network=f"203.0.113.{number}")

    tell_of_guessing(now=NOON)

    assert letters() == []


def test_the_owner_hears_of_a_new_browser_and_not_of_one_they_have_used(ada):
    browser = Client()
    for _time in range(2):
        log_in(password=PASSWORD, client=browser)
        browser.cookies.pop(django_settings.SESSION_COOKIE_NAME)

    assert letters() == [("ada@example.org", "A new browser for your account")]


def test_an_owner_without_an_address_is_not_written_to():
    UserFactory(username="eve", email="")

    assert (log_in(name="eve", password=PASSWORD), letters()) == ("in", [])


@pytest.mark.parametrize(
    ("name", "args", "view"),
    [
        ("wagtailadmin_password_reset", [], views.password_reset),
        ("wagtailcore_login", [], views.pages_login),
        ("wagtailcore_authenticate_with_password", [1, 1], views.page_password),
        ("wagtaildocs_authenticate_with_password", [1], views.collection_password),
    ],
)
def test_every_door_of_wagtails_leads_by_the_brake(name, args, view):
    """Fails if Wagtail moves one of them."""
    assert resolve(reverse(name, args=args)).func is view


def test_choosing_a_new_password_leads_by_our_view():
    url = reverse("wagtailadmin_password_reset_confirm", args=["x", "y"])

    assert resolve(url).func.view_class is views.PasswordResetConfirmView
