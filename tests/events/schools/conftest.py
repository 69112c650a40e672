import pytest
from wagtail.models import Locale


@pytest.fixture
def welsh(db):
    return Locale.objects.get(language_code="cy")
