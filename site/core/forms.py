from collections.abc import Iterable
from itertools import groupby

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms.models import ModelChoiceIterator
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.models import Locale

#: Digits of the largest id a database can hold, less one.
LONGEST_ID = 18


class BoundedChoiceMixin(forms.Field):
    """For a field of one thing to choose: an id longer than any there can be is no choice, not a fault of the database.

    Django sees to this itself where the id is a number, but not where it is another's, as of every kind of page.
    """

    def to_python(self, value):
        if value not in self.empty_values and len(str(value)) > LONGEST_ID:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value})
        return super().to_python(value)


class BoundedChoiceField(BoundedChoiceMixin, forms.ModelChoiceField):
    """A page to choose."""


class RoomsByVenue(ModelChoiceIterator):
    """Rooms under the venue they are in."""

    def __iter__(self):
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        rooms = self.queryset.order_by("venue__name", "venue_id", "sort_order", "name")
        for venue, some in groupby(rooms, key=lambda room: room.venue):
            yield venue.name, [(self.choice(room)[0], room.name) for room in some]


class TermAwareForm(WagtailAdminModelForm):
    """A form whose taxonomy choices are the terms in use, in the language of what is edited; and rooms, of venues in use.

    A retired term stays only where it is already chosen, so old pages keep working. Rows of an
    `InlinePanel` ask in the language of the whole.
    """

    def __init__(self, *args, locale_id=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.locale_id = getattr(self.instance, "locale_id", None) or locale_id or Locale.get_default().pk
        for name, field in self.fields.items():
            model = getattr(getattr(field, "queryset", None), "model", None)
            if offered_in := getattr(model, "offered_in", None):
                self._offer(name, field, offered_in(self.locale_id))
            if model is not None and model._meta.label == "core.VenueRoom":
                field.iterator = RoomsByVenue
                field.widget.choices = field.choices
        for formset in self.formsets.values():
            if issubclass(formset.form, TermAwareForm):
                formset.form_kwargs["locale_id"] = self.locale_id

    def _offer(self, name, field, in_use):
        chosen = self.initial.get(name) or ()
        chosen = [getattr(one, "pk", one) for one in (chosen if isinstance(chosen, Iterable) else [chosen])]
        field.queryset = field.queryset.filter(in_use | Q(pk__in=chosen))


class TermAwarePageForm(TermAwareForm, WagtailAdminPageForm):
    """The same for pages."""


class RowClocksForm(TermAwarePageForm):
    """A page's form in whose rows editors write clock times. The rows are told apart, the page need not tell it again."""

    clock_rows: tuple[str, ...] = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.checks_clocks = False

    def clean(self):
        cleaned = super().clean()
        zone = cleaned.get("timezone", self.instance.timezone)
        if "timezone" not in self.errors:
            for name in self.clock_rows:
                self._check_rows(name, zone)
        return cleaned

    def _check_rows(self, name, zone):
        formset = self.formsets.get(name)
        if formset is None or not formset.is_valid():
            return
        for form in formset.forms:
            if form not in formset.deleted_forms and form.has_changed() | bool(form.instance.pk):
                for field, message in form.instance.clock_errors(zone).items():
                    form.add_error(field if field in form.fields else None, message)
