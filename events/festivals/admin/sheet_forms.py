from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from events.admin.import_forms import HeadingsForm
from events.festivals.sheets.columns import COLUMNS
from events.imports.files import kind_of_file
from events.imports.tables import MOST_ROWS, BadFile

#: A programme is smaller than the events of a year.
MOST_BYTES = 1024 * 1024


class SheetColumnsForm(HeadingsForm):
    """Which column of a table of sessions is what."""

    known = COLUMNS
    needed = frozenset({"title", "code"})
    needed_words = _("Say which column has the titles of sessions, or the codes of those that are there already.")


class SheetForm(forms.Form):
    """A table to look through."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=format_lazy(_("CSV or XLSX, up to {rows} rows and 1 MB."), rows=MOST_ROWS),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )

    def clean_file(self):
        file = self.cleaned_data.get("file")
        try:
            if not file:
                raise BadFile(_("Choose a file."))
            self.content = file.read(MOST_BYTES + 1)
            if len(self.content) > MOST_BYTES:
                raise BadFile(_("This file is larger than 1 MB."))
            if file.name.lower().endswith(".ics"):
                raise BadFile(_("Choose a CSV or XLSX file."))
            kind_of_file(self.content, file.name)
        except BadFile as error:
            raise forms.ValidationError(str(error)) from error
        return file
