"""Whoever wants no mail gets none, whatever becomes of the keys."""

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
