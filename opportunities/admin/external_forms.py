from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput, AdminTimeInput
from wagtail.models import Locale

from core.forms import BoundedChoiceField
from core.models import Organisation
from opportunities.external.entries import COLUMNS
from opportunities.external.links import title_key
from opportunities.external.models import CallSource
from opportunities.models import OpportunitiesPage

#: Bytes of a table that is uploaded.
LARGEST = 1024 * 1024


class TableForm(forms.Form):
    """A list of calls to upload."""

    source = forms.ModelChoiceField(label=_("Source"), queryset=CallSource.objects.all())
    file = forms.FileField(label=_("Table"), help_text=_("A CSV file with a row of headings. Title and link are needed."))

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise ValidationError(_("This file is larger than a megabyte."))
        return file


class ColumnsForm(forms.Form):
    """Which column of the table says what."""

    def __init__(self, *args, table, **kwargs):
        super().__init__(*args, **kwargs)
        guess = table.guess()
        for name, (label, _words) in COLUMNS.items():
            choices = [("", _("Not in this table")), *((heading, heading) for heading in table.headings)]
            field = forms.ChoiceField(label=label, choices=choices, required=False, initial=guess[name])
            self.fields[f"column-{name}"] = field

    @property
    def columns(self):
        """{what we need: heading}: as chosen, or as guessed before anybody has chosen."""
        if self.is_bound and self.is_valid():
            return {name.removeprefix("column-"): heading for name, heading in self.cleaned_data.items()}
        return {name.removeprefix("column-"): field.initial for name, field in self.fields.items()}


class PublishForm(forms.Form):
    """A found call on its way to our list, filled in with what the source says."""

    parent = BoundedChoiceField(label=_("Where"), queryset=OpportunitiesPage.objects.none(), empty_label=None)
    title = forms.CharField(label=_("Title"), max_length=255)
    summary = forms.CharField(label=_("Summary"), max_length=300, required=False, widget=forms.Textarea({"rows": 3}))
    funder = forms.ModelChoiceField(label=_("Funder"), queryset=Organisation.objects.none(), required=False)
    opens_date = forms.DateField(label=_("Opens"), required=False, widget=AdminDateInput)
    closes_date = forms.DateField(
        label=_("Closes"), required=False, widget=AdminDateInput, help_text=_("Leave empty if it never closes.")
    )
    closes_time = forms.TimeField(
        label=_("At"), required=False, widget=AdminTimeInput, help_text=_("Leave empty for the end of the day.")
    )
    internal_date = forms.DateField(
        label=_("Internal deadline"), required=False, widget=AdminDateInput, help_text=_("The one that counts for staff.")
    )
    contact_name = forms.CharField(label=_("Internal contact"), max_length=120, required=False)
    contact_email = forms.EmailField(label=_("Contact's e-mail"), required=False)

    def __init__(self, *args, found, user, **kwargs):
        super().__init__(*args, **kwargs)
        lists = OpportunitiesPage.objects.filter(locale=Locale.get_default()).order_by("path")
        allowed = [page.pk for page in lists if page.permissions_for_user(user).can_add_subpage()]
        self.fields["parent"].queryset = lists.filter(pk__in=allowed)
        self.fields["parent"].initial = next(iter(allowed), None)
        funders = Organisation.objects.filter(locale=Locale.get_default(), is_funder=True, is_retired=False).order_by("name")
        self.fields["funder"].queryset = funders
        by_name = {title_key(one.name): one.pk for one in funders}
        self.initial |= {
            "title": found.title,
            "summary": found.summary[:300],
            "funder": by_name.get(title_key(found.funder)) or found.source.funder_id,
            "opens_date": found.opens_on,
            "closes_date": found.closes_on,
        }

    def add_errors(self, error):
        """Put what the page or its round says at the field that is meant, else above them all."""
        for name, messages in error.message_dict.items() if hasattr(error, "error_dict") else [(None, error.messages)]:
            for message in messages:
                self.add_error(name if name in self.fields else None, message)
