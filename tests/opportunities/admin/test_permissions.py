"""A page of an opportunity is opened by who may edit that page, whatever else they may do."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import RequestFactory
from django.urls import reverse

from opportunities.admin.permissions import MANAGE_SHIFTS, page_to_edit
from opportunities.models import FundingCallPage, OpportunityPage, VolunteerRolePage
from tests.factories.opportunities import (
    FundingCallPageFactory,
    OpportunitiesPageFactory,
    VolunteerRolePageFactory,
    written_round,
)
from tests.factories.roles import somebody_who_may


def asked(user):
    request = RequestFactory().get("/")
    request.user = user
    return request


@pytest.fixture
def role(opportunities_page):
    return VolunteerRolePageFactory(parent=opportunities_page)


@pytest.fixture
def elsewhere(home_page):
    return OpportunitiesPageFactory(parent=home_page, slug="elsewhere")


def test_it_takes_the_page_the_permission_and_the_kind(opportunities_page, role, elsewhere):
    mine, others = [(opportunities_page, "change_page")], [(elsewhere, "change_page")]
    whole, no_page = somebody_who_may(MANAGE_SHIFTS, pages=mine), somebody_who_may(MANAGE_SHIFTS, pages=others)
    no_permission = somebody_who_may(pages=mine)

    assert page_to_edit(asked(whole), role.pk, VolunteerRolePage, permission=MANAGE_SHIFTS) == role
    for user, kind in [(no_page, VolunteerRolePage), (no_permission, VolunteerRolePage), (whole, FundingCallPage)]:
        with pytest.raises(PermissionDenied):
            page_to_edit(asked(user), role.pk, kind, permission=MANAGE_SHIFTS)
    with pytest.raises(PermissionDenied):
        page_to_edit(asked(no_page), role.pk, OpportunityPage)
    with pytest.raises(Http404):
        page_to_edit(asked(whole), role.pk + 1000, VolunteerRolePage)


@pytest.mark.parametrize("name", ["opportunities_shifts", "opportunities_make_shifts", "opportunities_copy_round"])
def test_pages_of_others_are_not_opened(client, opportunities_page, role, elsewhere, name):
    page = role
    if name == "opportunities_copy_round":
        page = FundingCallPageFactory(
            parent=opportunities_page,
            rounds=[written_round(name="Autumn 2027", closes_at=datetime(2027, 10, 12, 15, 0, tzinfo=UTC))],
        )
    address = reverse(name, args=[page.pk])
    answers = []
    for place in (opportunities_page, elsewhere):
        client.force_login(somebody_who_may(MANAGE_SHIFTS, pages=[(place, "change_page")]))
        answers.append(client.get(address).headers.get("location", "opened"))

    assert answers == ["opened", "/admin/"]
