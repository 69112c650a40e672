"""One page to choose, and an id that no database holds."""

import pytest
from django.core.exceptions import ValidationError

from core.forms import BoundedChoiceField
from home.models import HomePage


def test_an_id_that_no_database_holds_is_no_choice(home_page):
    field = BoundedChoiceField(queryset=HomePage.objects.all())

    assert field.clean(str(home_page.pk)) == home_page
    for number in ("9223372036854775808", "9" * 5000):
        with pytest.raises(ValidationError, match="Select a valid choice"):
            field.clean(number)
