"""Wagtail's filters by user, which ask SQLite for whatever number stands in the address."""

from django.core.exceptions import ValidationError
from wagtail.admin.filters import MultipleUserFilter


class BoundedUsersField(MultipleUserFilter.field_class):
    def _check_values(self, value):
        try:
            return super()._check_values(value)
        except OverflowError as error:
            message = self.error_messages["invalid_pk_value"]
            raise ValidationError(message, code="invalid_pk_value", params={"pk": max(value, key=len)}) from error


class BoundedUsersMixin:
    """For sets of filters that have Wagtail's own among them."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for one in self.filters.values():
            if isinstance(one, MultipleUserFilter):
                one.field_class = BoundedUsersField
