"""Forms of the steps of an import."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from core.changelog.log import validate_reason
from core.imports.forms import MEGABYTE, HeadingsForm, LeaveOutForm, TableFileField
from core.imports.tables import MOST_BYTES, MOST_ROWS
from events.choices import WhichTime
from events.imports.columns import COLUMNS, save_mapping
from events.models import SavedMapping


class UploadForm(forms.Form):
    file = TableFileField(
        most_bytes=MOST_BYTES,
        takes_calendars=True,
        help_text=format_lazy(
            _("CSV, XLSX or ICS, up to {rows} rows and {size} MB."), rows=MOST_ROWS, size=MOST_BYTES // MEGABYTE
        ),
    )
    parent = forms.ModelChoiceField(label=_("New events go under"), queryset=Page.objects.none(), empty_label=None)

    def __init__(self, *args, parents, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = parents
        self.fields["parent"].label_from_instance = lambda page: f"{page.get_admin_display_title()} ({page.locale})"


class KeptHeadingsForm(HeadingsForm):
    """A choice of columns that can be kept under a name, for the next file with the same headings."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["save_as"] = forms.CharField(
            label=_("Keep this choice under a name"),
            required=False,
            max_length=80,
            help_text=_("The next file with the same headings uses it. A name that is taken is written over."),
        )

    def keep(self):
        if name := self.cleaned_data["save_as"]:
            save_mapping(name, self.columns)


class ColumnsForm(KeptHeadingsForm):
    """Which column of a file of events is what, and whether it may bring some in again."""

    known = COLUMNS

    always_new = forms.BooleanField(
        label=_("Every row without a reference is a new event"),
        required=False,
        help_text=_("Otherwise an event with the same title, start and venue is taken to be the same one."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields([*self.headings, "always_new", "save_as"])

    def what_is_missing(self, chosen):
        if not {"title", "reference"} & chosen:
            return _("Say which column has the title, or the reference of events that are there already.")
        return ""


class WhichTimeForm(forms.Form):
    """What is meant by times that clocks show twice in the night they go back."""

    which_time = forms.ChoiceField(label=_("Which is meant"), choices=WhichTime.choices, widget=forms.RadioSelect)


class ConfirmForm(LeaveOutForm):
    publishes = forms.BooleanField(
        label=_("Publish at once"),
        required=False,
        help_text=_("Otherwise new events are drafts, and changes wait in drafts to be published."),
    )
    reason = forms.CharField(
        label=_("Why dates or places change"),
        required=False,
        max_length=200,
        help_text=_("One sentence for the public, shown on every published event that is announced otherwise."),
    )

    def __init__(self, *args, may_publish, has_errors, moves_published, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields(["publishes", "reason", "leave_out"])
        self.moves_published = moves_published
        if not may_publish:
            del self.fields["publishes"]
        if not moves_published:
            del self.fields["reason"]
        if not has_errors:
            del self.fields["leave_out"]

    def clean_reason(self):
        reason = self.cleaned_data["reason"].strip()
        if reason:
            validate_reason(reason)
        return reason

    def clean(self):
        super().clean()
        if (
            "reason" in self.fields
            and "reason" not in self.errors
            and self.cleaned_data.get("publishes")
            and not self.cleaned_data.get("reason")
        ):
            self.add_error("reason", _("Say why, in a sentence: the public has been told other dates."))


class SavedMappingForm(forms.Form):
    mapping = forms.ModelChoiceField(label=_("Saved choice of columns"), queryset=SavedMapping.objects.all())
