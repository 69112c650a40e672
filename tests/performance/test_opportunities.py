"""The same number of queries with ten calls and with many."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.publishing import rebuild
from opportunities.models import FundingCallPage, OpportunitiesPage, StateInterval
from tests.factories.core import AudienceFactory, OrganisationFactory, ThemeFactory
from tests.factories.opportunities import ApplicantFactory

NOON = datetime(2027, 3, 17, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def terms(db):
    ThemeFactory.create_batch(3)
    AudienceFactory.create_batch(2)
    OrganisationFactory.create_batch(2, is_funder=True)
    for axis in ("role", "stage", "organisation"):
        ApplicantFactory.create_batch(2, axis=axis)


def generate(calls):
    call_command("generate_content", events=0, calls=calls, now=NOON, replace=True, verbosity=0)
    return OpportunitiesPage.objects.get(slug="measuring-calls")


def test_generated_calls_are_projected_as_publishing_would(home_page):
    section = generate(calls=12)

    assert FundingCallPage.objects.child_of(section).live().count() == 12
    assert StateInterval.objects.public().at(NOON).count() == 12
    assert rebuild(now=NOON) == []


@pytest.mark.parametrize("query", ["", "?kind=funding&mode=open", "?q=for&sort=amount", "?stage=nonsense"])
def test_ten_calls_and_three_hundred_cost_the_same_twelve_queries_at_most(client, home_page, query):
    counts = []
    with time_machine.travel(NOON, tick=False):
        for number in (10, 300):
            url = generate(calls=number).url + query
            for _each in range(2):  # what is asked once after each change
                client.get(url)
            with CaptureQueriesContext(connection) as captured:
                assert client.get(url).status_code == 200
            counts.append(len(captured))

    assert counts[0] == counts[1]
    assert counts[1] <= 12
