"""Forms of the steps of an import."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from events.choices import WhichTime
from events.imports.columns import COLUMNS
from events.imports.files import kind_of_file
from events.imports.tables import MOST_BYTES, MOST_ROWS, BadFile
from events.models import SavedMapping
from events.reasons import validate_reason

MOST_MB = MOST_BYTES // 1024**2
TICK_OR_CORRECT = _("Tick this, or correct the file and upload it again.")


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=format_lazy(_("CSV, XLSX or ICS, up to {rows} rows and {size} MB."), rows=MOST_ROWS, size=MOST_MB),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.ics"}),
    )
    parent = forms.ModelChoiceField(label=_("New events go under"), queryset=Page.objects.none(), empty_label=None)

    def __init__(self, *args, parents, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = parents
        self.fields["parent"].label_from_instance = lambda page: f"{page.get_admin_display_title()} ({page.locale})"

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("This file is larger than %(most)d MB.") % {"most": MOST_MB})
        self.content = file.read()
        try:
            kind_of_file(self.content, file.name)
        except BadFile as error:
            raise forms.ValidationError(str(error)) from error
        return file


class HeadingsForm(forms.Form):
    """One choice for each heading of a file among the columns that are known."""

    known = COLUMNS
    #: One of these has to be there.
    needed = frozenset({"title", "reference"})
    needed_words = _("Say which column has the title, or the reference of events that are there already.")

    def __init__(self, *args, table, columns, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [("", _("Leave out")), *((column.name, column.label) for column in self.known.values())]
        self.headings = {f"column-{position}": heading for position, heading in enumerate(table.headings) if heading}
        samples = {heading: _first_cell(table, position) for position, heading in enumerate(table.headings)}
        for name, heading in self.headings.items():
            self.fields[name] = forms.ChoiceField(
                label=heading,
                choices=choices,
                required=False,
                initial=columns.get(heading, ""),
                help_text=_("For example: %(cell)s") % {"cell": samples[heading]} if samples.get(heading) else "",
            )
        self.fields["save_as"] = forms.CharField(
            label=_("Keep this choice under a name"),
            required=False,
            max_length=80,
            help_text=_("The next file with the same headings uses it. A name that is taken is written over."),
        )

    def clean(self):
        super().clean()
        chosen = {}
        for name in self.headings:
            column = self.cleaned_data.get(name)
            if column and column in chosen:
                message = _("“%(column)s” is chosen for “%(other)s” already.")
                self.add_error(name, message % {"column": self.known[column].label, "other": self.headings[chosen[column]]})
            chosen.setdefault(column, name)
        if not self.needed & chosen.keys():
            raise forms.ValidationError(self.needed_words)

    @property
    def heading_fields(self):
        return [self[name] for name in self.headings]

    @property
    def other_fields(self):
        return [field for field in self if field.name not in self.headings]

    @property
    def columns(self):
        return {heading: self.cleaned_data[name] for name, heading in self.headings.items()}


def _first_cell(table, position):
    """What a column says for the first time, for people who don't know it by its heading."""
    cells = (values[position] for _number, values in table.rows[:50])
    return next((str(cell)[:60] for cell in cells if cell not in (None, "")), "")


class ColumnsForm(HeadingsForm):
    """Which column of a file of events is what, and whether it may bring some in again."""

    always_new = forms.BooleanField(
        label=_("Every row without a reference is a new event"),
        required=False,
        help_text=_("Otherwise an event with the same title, start and venue is taken to be the same one."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields([*self.headings, "always_new", "save_as"])


class WhichTimeForm(forms.Form):
    """What is meant by times that clocks show twice in the night they go back."""

    which_time = forms.ChoiceField(label=_("Which is meant"), choices=WhichTime.choices, widget=forms.RadioSelect)


class ConfirmForm(forms.Form):
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
    leave_out = forms.BooleanField(
        label=_("Leave out the rows with errors"),
        error_messages={"required": TICK_OR_CORRECT},
    )

    def __init__(self, *args, may_publish, has_errors, moves_published, **kwargs):
        super().__init__(*args, **kwargs)
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
