import base64
import binascii

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from events.admin.import_forms import HeadingsForm
from events.festivals.sheets.columns import COLUMNS
from events.imports.files import read_table
from events.imports.tables import MOST_ROWS, BadFile

#: The file goes to the browser and back between looking and saying yes.
MOST_BYTES = 1024 * 1024


class SheetColumnsForm(HeadingsForm):
    """Which column of a table of sessions is what."""

    known = COLUMNS
    needed = frozenset({"title", "code"})
    needed_words = _("Say which column has the titles of sessions, or the codes of those that are there already.")


class SheetForm(forms.Form):
    """A table to look through, or the one that was looked through."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=format_lazy(_("CSV or XLSX, up to {rows} rows and 1 MB."), rows=MOST_ROWS),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )
    name = forms.CharField(max_length=255, required=False, widget=forms.HiddenInput)
    content = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self):
        values = super().clean()
        try:
            name, content = self._sent(values)
            if len(content) > MOST_BYTES:
                raise BadFile(_("This file is larger than 1 MB."))
            if name.lower().endswith(".ics"):
                raise BadFile(_("Choose a CSV or XLSX file."))
            self.table = read_table(content, name)
        except BadFile as error:
            self.add_error("file", str(error))
        else:
            self.kept = {"name": name, "content": base64.b64encode(content).decode()}
        return values

    @staticmethod
    def _sent(values):
        if file := values.get("file"):
            return file.name, file.read(MOST_BYTES + 1)
        if not values.get("content"):
            raise BadFile(_("Choose a file."))
        try:
            return values.get("name", ""), base64.b64decode(values["content"], validate=True)
        except (binascii.Error, ValueError) as error:
            raise BadFile(_("The file did not come back whole. Choose it again.")) from error
