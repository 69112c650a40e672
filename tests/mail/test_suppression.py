"""Whoever wants no mail gets none, whatever becomes of the keys."""

import hashlib
import hmac
from datetime import UTC, datetime

import pytest

from mail import services
from mail.addresses import digests
from mail.models import SuppressedAddress

NOON = datetime(2027, 3, 18, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def suppress(address="amina@example.org"):
    services.suppress(address=address, reason="complained", now=NOON)


def test_they_stay_so_after_the_key_of_the_site_has_changed(settings):
    settings.SECRET_KEY, settings.SUPPRESSION_KEY = "first", "hashes"
    suppress()
    settings.SECRET_KEY = "second"

    assert services.is_suppressed(" Amina@Example.org") is True
    assert services.is_suppressed("ben@example.org") is False


@pytest.mark.parametrize("fallbacks", ["SUPPRESSION_KEY_FALLBACKS", "SECRET_KEY_FALLBACKS"])
def test_they_stay_so_after_any_key_has_changed_that_is_still_known(settings, fallbacks):
    settings.SECRET_KEY = "first"
    suppress()
    settings.SECRET_KEY, settings.SUPPRESSION_KEY = "second", "hashes"
    setattr(settings, fallbacks, ["first"])
    suppress()

    assert services.is_suppressed("amina@example.org") is True
    assert SuppressedAddress.objects.count() == 1


def test_what_was_hashed_with_a_key_nobody_knows_is_lost(settings):
    """The positive control: what the other tests show is not so by itself."""
    settings.SUPPRESSION_KEY = "first"
    suppress()
    settings.SUPPRESSION_KEY = "second"

    assert services.is_suppressed("amina@example.org") is False


def test_whoever_asks_for_mail_again_gets_it_under_every_key(settings):
    settings.SUPPRESSION_KEY = "first"
    suppress()
    settings.SUPPRESSION_KEY, settings.SUPPRESSION_KEY_FALLBACKS = "second", ["first"]

    services.write_again(address="AMINA@example.org")

    assert SuppressedAddress.objects.count() == 0


def test_one_key_makes_one_hash_and_nobody_can_read_it(settings):
    settings.SUPPRESSION_KEY, settings.SUPPRESSION_KEY_FALLBACKS = "first", ["second", "first"]

    hashes = digests("amina@example.org")

    assert (len(hashes), len(set(hashes)), "amina" in "".join(hashes)) == (3, 3, False)


SPELLINGS = ["amina@example.org", " Amina@Example.ORG", "amina+1@example.org", '"amina"@example.org', '"ami\\na+x"@example.org']


@pytest.mark.parametrize("said", SPELLINGS)
@pytest.mark.parametrize("typed", SPELLINGS)
def test_they_stay_so_in_every_spelling_of_their_mailbox(said, typed):
    suppress(said)

    assert (services.is_suppressed(typed), services.is_suppressed("x.amina@example.org")) == (True, False)


def test_both_names_of_one_mail_service_are_one():
    suppress("amina@gmail.com")

    assert services.is_suppressed("a.mina+1@googlemail.com") is True


def test_mail_to_another_spelling_that_waits_already_does_not_leave():
    message = services.send(recipient="amina+1@example.org", subject="Hello", text="Hi.", purpose="test", now=NOON)
    suppress()

    services.deliver_due(now=NOON)

    message.refresh_from_db()
    assert message.state == "suppressed"


def hash_of_an_earlier_release(address):
    return hmac.new(b"mail.suppression:hashes", address.encode(), hashlib.sha256).hexdigest()


def test_what_an_earlier_release_hashed_as_it_was_written_still_holds(settings):
    settings.SUPPRESSION_KEY = "hashes"
    for address in ("ben+news@example.org", "amina@example.org"):
        SuppressedAddress.objects.create(digest=hash_of_an_earlier_release(address), reason="refused", since=NOON)

    found = [services.is_suppressed(f"{name}@example.org") for name in ("ben+news", "amina", "amina+1", "ben")]
    suppress("Ben+news@example.org")

    assert (found, services.is_suppressed("ben@example.org")) == ([True, True, True, False], True)
    services.write_again(address="ben+news@example.org")
    assert services.is_suppressed("ben+news@example.org") is False
