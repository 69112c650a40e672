import pytest

from tests.factories.opportunities import OpportunitiesPageFactory


@pytest.fixture
def opportunities_page(home_page):
    return OpportunitiesPageFactory(parent=home_page)
