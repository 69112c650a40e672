"""From sources to the inbox, and what is known already."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command

from opportunities.external.entries import ExternalEntry
from opportunities.external.models import CallSource, FoundCall
from opportunities.external.services import Outcome, import_entries, read_source
from tests.core.test_fetching import server
from tests.factories.core import OrganisationFactory
from tests.factories.external import FOUND, CallSourceFactory, FoundCallFactory
from tests.factories.opportunities import FundingCallPageFactory
from tests.opportunities.external.test_entries import RSS

LATER = FOUND + timedelta(days=1)


@pytest.fixture
def source(db):
    return CallSourceFactory(name="UKRI", funder=OrganisationFactory(name="UKRI", is_funder=True))


def entry(**values):
    return ExternalEntry(**({"title": "Seed fund", "link": "https://funder.example.org/1"} | values))


def take_in(source, *entries, now=FOUND):
    return import_entries(source=source, entries=entries, now=now)


def test_what_is_new_waits_to_be_decided_about(source):
    assert take_in(source, entry(closes_on=date(2027, 10, 12)), entry(title="Travel", link="https://f.example/2")) == Outcome(
        new=2
    )

    rows = FoundCall.objects.order_by("pk").values_list("title", "funder", "state", "closes_on", "resembles")
    assert list(rows) == [("Seed fund", "UKRI", "new", date(2027, 10, 12), ""), ("Travel", "UKRI", "new", None, "")]
    assert CallSource.objects.get().read_at == FOUND


def test_a_link_is_taken_in_once_however_it_is_spelt(source):
    take_in(source, entry())

    assert take_in(source, entry(link="http://www.funder.example.org/1/?utm_source=x"), now=LATER) == Outcome(known=1)
    assert list(FoundCall.objects.values_list("found_at", "seen_at")) == [(FOUND, LATER)]


def test_one_that_is_twice_in_a_list_is_taken_in_once(source):
    assert take_in(source, entry(), entry(link="https://funder.example.org/1/")) == Outcome(new=1, known=1)


def test_a_decision_stays_when_the_call_is_seen_again(source):
    take_in(source, entry())
    FoundCall.objects.update(state="not-for-us")

    take_in(source, entry(summary="New words"), now=LATER)

    assert FoundCall.objects.values_list("state", "summary", "changed_at").get() == ("not-for-us", "New words", None)


def test_a_deadline_that_moves_at_the_source_is_noticed(source):
    take_in(source, entry(closes_on=date(2027, 10, 12)))

    assert take_in(source, entry(closes_on=date(2027, 11, 12)), now=LATER) == Outcome(known=1, changed=1)
    assert FoundCall.objects.values_list("closes_on", "changed_at").get() == (date(2027, 11, 12), LATER)


def test_a_near_same_title_of_the_same_funder_is_taken_in_with_a_note(source, opportunities_page):
    FundingCallPageFactory(parent=opportunities_page, title="Seed fund 2026", funder=source.funder)
    FundingCallPageFactory(
        parent=opportunities_page, title="Travel grants", funder=OrganisationFactory(name="Nesta", is_funder=True)
    )

    take_in(source, entry(title="The seed fund"), entry(title="Travel grants", link="https://funder.example.org/2"))

    assert list(FoundCall.objects.order_by("pk").values_list("resembles", flat=True)) == ["Seed fund 2026", ""]


def test_what_is_on_our_list_already_is_known_by_its_source(source, opportunities_page):
    page = FundingCallPageFactory(parent=opportunities_page, is_external=True, source_url="https://www.funder.example.org/1/")

    assert take_in(source, entry()) == Outcome(known=1)
    assert FoundCall.objects.values_list("state", "page").get() == ("published", page.pk)


@pytest.fixture
def _at_home(settings):
    settings.EXTERNAL_CALLS_MAY_BE_PRIVATE = True


def answer(data):
    return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(data) + data


@pytest.mark.usefixtures("_at_home")
def test_a_feed_is_read_by_the_worker(source):
    with server(answer(RSS)) as (url, _asked):
        CallSource.objects.update(url=url, problem="Something")
        read_source.enqueue(source.pk)

    assert list(FoundCall.objects.values_list("title", flat=True)) == ["Seed & fund"]
    assert CallSource.objects.get().problem == ""


@pytest.mark.usefixtures("_at_home")
def test_a_feed_that_is_none_says_so_at_the_source_and_stores_nothing(source):
    FoundCallFactory(title="Kept")
    with server(answer(b"<html>")) as (url, _asked):
        CallSource.objects.filter(pk=source.pk).update(url=url)
        read_source.enqueue(source.pk)

    source.refresh_from_db()
    assert (source.problem, source.read_at is not None) == ("This is not a feed: it is no well-formed XML.", True)
    assert FoundCall.objects.get().title == "Kept"


def test_the_command_reads_every_feed_that_is_to_be_read_and_says_what_became_of_it(source, capsys):
    CallSourceFactory(name="Off", url="http://127.0.0.1/feed", is_active=False)
    CallSourceFactory(name="Inside", url="http://127.0.0.1/feed")

    call_command("read_call_sources")

    assert capsys.readouterr().out == "Inside: This address is inside a private network.\n"
