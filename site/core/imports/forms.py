"""What editors are asked about a table: the file, which column is what, and whether wrong rows are left out."""

from pathlib import PurePath

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.imports.files import kind_of_file
from core.imports.tables import BadFile

MEGABYTE = 1024**2


class TableFileField(forms.FileField):
    """A file of rows. What is cleaned has its bytes as `content`; they look like what the file's name says."""

    def __init__(self, *, most_bytes=MEGABYTE, takes_calendars=False, label=None, **kwargs):
        self.most_bytes, self.takes_calendars = most_bytes, takes_calendars
        accept = ".csv,.xlsx,.ics" if takes_calendars else ".csv,.xlsx"
        super().__init__(label=label or _("File"), widget=forms.FileInput(attrs={"accept": accept}), **kwargs)

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if file.size > self.most_bytes:
            raise ValidationError(_("This file is larger than %(most)d MB.") % {"most": self.most_bytes // MEGABYTE})
        file.content = file.read()
        try:
            if PurePath(file.name).suffix.lower() == ".ics" and not self.takes_calendars:
                raise BadFile(_("Choose a CSV or XLSX file."))
            kind_of_file(file.content, file.name)
        except BadFile as error:
            raise ValidationError(str(error)) from error
        return file


class HeadingsForm(forms.Form):
    """One choice for each heading of a table among the columns that a room knows."""

    #: {name: `core.imports.cells.Column`}
    known: dict = {}

    def __init__(self, *args, table, columns, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [("", _("Leave out")), *((column.name, column.label) for column in self.known.values())]
        self.headings = {f"column-{position}": heading for position, heading in enumerate(table.headings) if heading}
        for position, heading in enumerate(table.headings):
            sample = next((str(values[position])[:60] for _row, values in table.rows[:50] if values[position]), "")
            if heading:
                self.fields[f"column-{position}"] = forms.ChoiceField(
                    label=heading,
                    choices=choices,
                    required=False,
                    initial=columns.get(heading, ""),
                    help_text=_("For example: %(cell)s") % {"cell": sample} if sample else "",
                )

    def what_is_missing(self, chosen):
        """In words: why these columns do not make a table of ours; empty where they do."""
        raise NotImplementedError

    def clean(self):
        super().clean()
        chosen: dict = {}
        for name in self.headings:
            column = self.cleaned_data.get(name)
            if column and column in chosen:
                message = _("“%(column)s” is chosen for “%(other)s” already.")
                self.add_error(name, message % {"column": self.known[column].label, "other": self.headings[chosen[column]]})
            chosen.setdefault(column, name)
        if words := self.what_is_missing(chosen.keys()):
            raise ValidationError(words)

    @property
    def heading_fields(self):
        return [self[name] for name in self.headings]

    @property
    def other_fields(self):
        return [field for field in self if field.name not in self.headings]

    @property
    def columns(self):
        """{heading: name of a column} of all headings, those that are left out too."""
        return {heading: self.cleaned_data[name] for name, heading in self.headings.items()}

    def keep(self):
        """Remember the choice, where a room does."""


class LeaveOutForm(forms.Form):
    """Rows with errors are left out of what is brought in, by whoever has seen which they are."""

    leave_out = forms.BooleanField(
        label=_("Leave out the rows with errors"),
        error_messages={"required": _("Tick this, or correct the file and upload it again.")},
    )
