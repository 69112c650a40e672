from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput, AdminTimeInput
from wagtail.models import Locale

from core.forms import BoundedChoiceField
from core.imports.views import HeadingsForm, TableFileField
from core.models import Organisation
from opportunities.external.entries import COLUMNS, NEEDED
from opportunities.external.links import title_key
from opportunities.external.models import CallSource
from opportunities.models import OpportunitiesPage


class TableForm(forms.Form):
    """A list of calls to upload."""

    source = forms.ModelChoiceField(label=_("Source"), queryset=CallSource.objects.all())
    file = TableFileField(label=_("Table"), help_text=_("A CSV file with a row of headings. Title and link are needed."))


class ColumnsForm(HeadingsForm):
    """Which column of a table of calls says what."""

    known = COLUMNS

    def what_is_missing(self, chosen):
        missing = [str(COLUMNS[name].label) for name in NEEDED if name not in chosen]
        if not missing:
            return ""
        return _("Say which column has: %(missing)s. The table has these columns: %(columns)s.") % {
            "missing": ", ".join(missing),
            "columns": ", ".join(self.headings.values()),
        }


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
