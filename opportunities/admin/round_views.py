"""Copying a round forward: the same weekdays next year or some weeks on, looked at before it is kept as a draft."""

from datetime import timedelta

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import DateField, DateTimeField
from django.shortcuts import redirect
from django.utils import formats
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from core.breadcrumbs import screen, to_editor, to_explorer
from core.rollover import moved_name, weeks_to_next_year
from opportunities.admin.permissions import page_to_edit
from opportunities.models import OpportunityPage
from opportunities.services import can_amend, copied_round, copy_round, first_day

NEXT_YEAR, WEEKS = "year", "weeks"


class CopyRoundForm(forms.Form):
    round = forms.ChoiceField(label=_("Round to copy"))
    to = forms.ChoiceField(
        label=_("When"),
        choices=[
            (NEXT_YEAR, _("On the same weekdays next year")),
            (WEEKS, _("As many weeks later as I say")),
        ],
        initial=NEXT_YEAR,
        widget=forms.RadioSelect,
    )
    weeks = forms.IntegerField(label=_("Weeks later"), min_value=1, max_value=520, required=False)
    name = forms.CharField(
        label=_("Name of the new round"),
        max_length=80,
        required=False,
        help_text=_("Leave empty for the old name with its year moved on."),
    )

    def __init__(self, *args, rounds, **kwargs):
        super().__init__(*args, **kwargs)
        self.rounds = {str(one.uid): one for one in rounds}
        self.fields["round"].choices = [(uid, round_words(one)) for uid, one in self.rounds.items()]
        self.fields["round"].initial = next(reversed(self.rounds), None)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("to") == WEEKS and not cleaned.get("weeks") and "weeks" not in self.errors:
            self.add_error("weeks", _("Say how many weeks later."))
        if cleaned.get("to") == NEXT_YEAR and "round" in cleaned and first_day(self.rounds[cleaned["round"]]) is None:
            self.add_error("to", _("This round has no days to move. Write a new one."))
        return cleaned

    @property
    def answer(self):
        """What to copy: the round, by how many weeks, and what the copy is called."""
        one = self.rounds[self.cleaned_data["round"]]
        day = first_day(one)
        weeks = self.cleaned_data["weeks"] if self.cleaned_data["to"] == WEEKS else weeks_to_next_year(day)
        moved = day and moved_name(one.name, old=day.year, new=(day + timedelta(weeks=weeks)).year)
        return {"one": one, "weeks": weeks, "name": self.cleaned_data["name"] or moved or one.name}


def round_words(one):
    """A round by its name, else by its day, else by how people apply."""
    day = first_day(one)
    return one.name or (formats.date_format(day, "j F Y") if day else str(one))


def day_rows(one, new):
    """(what, day before, day after) of every day of a round, for the preview."""
    for field in one._meta.concrete_fields:
        if not isinstance(field, DateField) or isinstance(field, DateTimeField):
            continue
        before, after = getattr(one, field.attname), getattr(new, field.attname)
        if before:
            yield capfirst(field.verbose_name), *(day and formats.date_format(day, "D j M Y") for day in (before, after))


def copy_forward(request, page_id):
    page = page_to_edit(request, page_id, OpportunityPage)
    if not hasattr(page, "rounds") or not can_amend(page, request.user):
        raise PermissionDenied
    rounds = list(page.get_latest_revision_as_object().rounds.all())
    form = CopyRoundForm(request.POST if request.method == "POST" else None, rounds=rounds)
    preview = None
    if form.is_bound and form.is_valid():
        answer = form.answer
        if request.POST.get("action") == "copy" and _copy(request, page, form, answer):
            return redirect("wagtailadmin_pages:edit", page.pk)
        new = copied_round(**answer)
        preview = {"name": round_words(new), "days": list(day_rows(answer["one"], new))}
    return screen(
        request,
        "opportunities/admin/copy_round.html",
        to_explorer(page),
        to_editor(page),
        title=_("Copy a round forward"),
        icon="copy",
        status=422 if form.errors else 200,
        page=page,
        form=form,
        preview=preview,
    )


def _copy(request, page, form, answer):
    """Copy it, or put the reason why not into the form."""
    try:
        new = copy_round(page=page, user=request.user, **answer)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    messages.success(
        request, _("“%(name)s” is in the draft, at the end of the rounds. Check it and publish.") % {"name": round_words(new)}
    )
    return True
