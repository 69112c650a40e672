import pytest

from tests.factories.opportunities import VolunteerRolePageFactory


@pytest.fixture
def role(opportunities_page):
    return VolunteerRolePageFactory(parent=opportunities_page, title="Steward", contact_email="volunteers@example.org")
