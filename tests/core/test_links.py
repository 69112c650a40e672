"""Links in mail outlive the keys of a site, and what mail programs do to them."""

import re
import uuid
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import signing

from core import links
from core.links import TokenConverter

NOON = datetime(2027, 3, 18, 12, 0, tzinfo=UTC)
UID = uuid.UUID("0b5bb7e1-6a0f-4a3e-9a42-1f4d7d0f5c11")
YEARS = timedelta(days=5 * 365)


def made(settings, **keys):
    with time_machine.travel(NOON, tick=False):
        for name, value in keys.items():
            setattr(settings, name, value)
        return links.make(UID, "test.leave")


def test_a_link_of_five_years_ago_works_after_the_key_of_the_site_has_changed(settings):
    token = made(settings, SECRET_KEY="first", LINK_KEY="links")
    settings.SECRET_KEY = "second"

    with time_machine.travel(NOON + YEARS):
        assert links.read(token, "test.leave") == UID


@pytest.mark.parametrize("fallbacks", ["LINK_KEY_FALLBACKS", "SECRET_KEY_FALLBACKS"])
def test_a_link_of_before_there_was_a_key_for_links_works(settings, fallbacks):
    settings.SECRET_KEY = "first"
    token = signing.dumps(UID.hex, salt="test.leave")
    settings.SECRET_KEY, settings.LINK_KEY = "second", "links"
    setattr(settings, fallbacks, ["first"])

    assert links.read(token, "test.leave") == UID


def test_the_key_for_links_can_be_changed_too(settings):
    token = made(settings, LINK_KEY="old")
    settings.LINK_KEY, settings.LINK_KEY_FALLBACKS = "new", ["old"]

    assert links.read(token, "test.leave") == UID
    assert links.make(UID, "test.leave") != token


def test_a_key_that_became_known_is_believed_no_more(settings):
    token = made(settings, LINK_KEY="stolen")
    settings.LINK_KEY, settings.LINK_KEY_FALLBACKS = "new", []

    with pytest.raises(signing.BadSignature):
        links.read(token, "test.leave")


def test_a_link_for_one_purpose_serves_no_other():
    with pytest.raises(signing.BadSignature):
        links.read(links.make(UID, "test.leave"), "test.join")


@pytest.mark.parametrize("slash", ["/", ""])
@pytest.mark.parametrize(
    "tail",
    [
        *("</a>", "</a>.", "</A></span>", "&lt;/a&gt;", "-", "--", ".-", "-.", "</a"),
        *["", ".", ",", ">", ")", ">.", "]", "&gt;", '"', "’", "…", " ", "\u00a0", "*", "_", ";", "!", "'", "»", "*/"],
    ],
)
@pytest.mark.parametrize("token", [links._signer("x").sign_object(UID.hex), "Ab-_" * 8], ids=["signed", "random"])
def test_what_a_mail_program_adds_is_not_taken_for_a_part_of_the_link(token, slash, tail):
    converter = TokenConverter()

    assert re.fullmatch(converter.regex, token + slash + tail)
    assert converter.to_python(token + slash + tail) == token


@pytest.mark.parametrize("tail", ["a", "9", "-a", "--9"])
def test_what_makes_it_another_token_is_not_taken_off(tail):
    token = links.make(UID, "x")

    assert TokenConverter().to_python(token + tail) == token + tail


@pytest.mark.parametrize("tail", ["/a", "</a>/other", "</abcdefghijk>"])
def test_what_is_another_address_is_no_tail(tail):
    assert not re.fullmatch(TokenConverter.regex, links.make(UID, "x") + tail)
