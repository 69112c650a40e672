"""A table that an editor brings: chosen, read by the worker, its columns named, looked at, and brought in on a yes."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.imports.cells import guess
from core.imports.tables import BadFile, kind_of_file, unpacked
from core.models import Upload
from core.uploads.apart import NotRead
from core.uploads.tables import bring, brought

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


class ImportTableView(WagtailAdminTemplateMixin, FormView):
    """One screen for all steps. Rows with something wrong are named, and left out where the editor says so."""

    header_icon = "upload"
    template_name = "core/admin/import_table.html"
    form_class: Any
    columns_form_class: Any
    #: What such tables are brought for: see `core.registries.upload_readers`.
    purpose = ""
    #: Name and value of the button that says yes.
    yes = ("confirm", "1")
    #: How a table that can't be brought in is answered.
    refused_status = 422

    upload: Any = None
    columns_form: Any = None
    checked: Any = None
    leave_out_form: Any = None
    is_chosen = False
    #: A sentence for each row that is left out, or more.
    problems: list = []

    def about(self, form=None):
        """Of all that tables of this kind are brought for, what this one is for. None where only the form can tell."""
        raise NotImplementedError

    def guess_columns(self, headings):
        return guess(headings, self.columns_form_class.known)

    def check(self, table, columns):
        """What it would do, `columns` being {heading: name}: has `problems`, a sentence each, and `has_changes`."""
        raise NotImplementedError

    def bring_in(self, table, columns):
        """Do what it would do, but for the wrong rows. Returns (what was done in words, the rows that were left out)."""
        raise NotImplementedError

    def get(self, request, *args, **kwargs):
        if upload := self._brought(request.GET.get("upload")):
            return self._look(upload)
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if "upload" not in request.POST:
            return super().post(request, *args, **kwargs)
        if upload := self._brought(request.POST["upload"]):
            return self._look(upload)
        return self._refuse(_("The file is not kept any longer. Choose it again."))

    def form_valid(self, form):
        file, about = form.cleaned_data["file"], self.about(form)
        try:
            upload = bring(content=file.content, name=file.name, purpose=self.purpose, about=about, user=self.request.user)
        except NotRead as error:
            return self._refuse(str(error))
        if upload.is_waiting:
            return redirect(f"{self.request.path}?upload={upload.key}")
        # What is small has been read by now.
        return self._look(upload)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=self.refused_status)

    def _brought(self, key):
        return key and brought(key=key, purpose=self.purpose, about=self.about(), user=self.request.user)

    def refused_form(self):
        """What was asked for a file, filled in with the rest."""
        return self.form_class({})

    def _refuse(self, words):
        form = self.refused_form()
        form.errors.clear()
        form.add_error("file", words)
        return self.form_invalid(form)

    def _look(self, upload):
        """What to show of a table that was brought: that it is being read, why it was not, or what it would do."""
        self.upload, is_wrong = upload, True
        if upload.is_waiting:
            self.template_name = "core/admin/reading.html"
            context = self.get_context_data(form=self.form_class(), is_cut_off=upload.is_cut_off(now=timezone.now()))
            return self.render_to_response(context)
        if upload.state == Upload.State.REFUSED:
            return self._refuse(upload.problem)
        table = unpacked(upload.table)
        self.columns_form = self._columns_form(table)
        if self.columns_form.is_valid():
            columns = {heading: name for heading, name in self.columns_form.columns.items() if name}
            self.checked, says_yes = self.check(table, columns), self.yes[0] in self.request.POST
            says_yes = says_yes and self.request.POST[self.yes[0]] == self.yes[1]
            self.problems = [*table.notes, *self.checked.problems]
            if self.checked.has_changes and self.problems:
                self.leave_out_form = LeaveOutForm(self.request.POST if says_yes else None)
            is_wrong = not self.checked.has_changes and bool(self.problems)
            if says_yes and self.checked.has_changes:
                if self.leave_out_form is None or self.leave_out_form.is_valid():
                    return self._bring_in(table, columns)
                is_wrong = True
            self.columns_form.keep()
        context = self.get_context_data(form=self.form_class())
        return self.render_to_response(context, status=self.refused_status if is_wrong else 200)

    def _columns_form(self, table):
        """What was chosen for this table, or for a new one what its headings most likely mean."""
        guessed = self.guess_columns(table.headings)
        names = {f"column-{position}": guessed.get(heading, "") for position, heading in enumerate(table.headings)}
        self.is_chosen = any(name in self.request.POST for name in names)
        return self.columns_form_class(self.request.POST if self.is_chosen else names, table=table, columns=guessed)

    def _bring_in(self, table, columns):
        words, left_out = self.bring_in(table, columns)
        left_out = [*table.notes, *left_out]
        self.upload.delete()
        messages.success(self.request, words)
        if left_out:
            messages.warning(self.request, _("Left out: %(rows)s") % {"rows": " ".join(left_out[:10])})
        return redirect(self.get_success_url())

    def get_context_data(self, **kwargs):
        chosen = self.columns_form.cleaned_data if self.checked else {}
        return super().get_context_data(**kwargs) | {
            # What goes to the browser and comes back: the name of what was brought, not what is in it.
            "upload": self.upload,
            "kept": {"upload": str(self.upload.key)} if self.upload else {},
            "chosen": {name: chosen[name] for name in self.columns_form.headings} if self.checked else {},
        }
