"""What can be done with many opportunities, or many found calls, at once. Each asks before it does anything."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.models import Locale
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from core.bulk_actions import AskFirst
from core.models import Theme
from opportunities.admin.permissions import TRIAGE_CALLS
from opportunities.external.models import FoundCall
from opportunities.external.services import decide
from opportunities.models import FundingCallPage, OpportunityPage
from opportunities.services import amend, can_amend


class OfferedAction(AskFirst):
    way_back = _("No, go back")
    left_alone = _("This is not for these, or not for you:")
    #: With the `number` of things it was done to.
    done = ""

    def get_success_message(self, num_parent_objects, num_child_objects):
        return self.done % {"number": num_parent_objects}


class OpportunityBulkAction(OfferedAction, PageBulkAction):
    """Something done with opportunities; pages of other kinds, translations and locked pages are left alone, and named."""

    log_action = ""
    model_needed = OpportunityPage
    done = ngettext_lazy("%(number)d opportunity changed.", "%(number)d opportunities changed.", "number")

    def check_perm(self, page):
        page = page.specific
        return isinstance(page, self.model_needed) and can_amend(page, self.request.user)

    def change(self, page):
        """Alter one page, by what the form says."""
        raise NotImplementedError

    def execute(self, pages):
        for page in pages:
            amend(page=page.specific, change=self.change, user=self.request.user, action=self.log_action)
        return len(pages)


class ThemesForm(forms.Form):
    add = forms.ModelMultipleChoiceField(
        label=_("Add themes"), queryset=Theme.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    remove = forms.ModelMultipleChoiceField(
        label=_("Take themes away"), queryset=Theme.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        themes = Theme.objects.filter(locale=Locale.get_default()).order_by("sort_order", "name")
        self.fields["add"].queryset = themes.filter(is_retired=False)
        self.fields["remove"].queryset = themes

    def clean(self):
        cleaned = super().clean()
        add, remove = set(cleaned.get("add") or ()), set(cleaned.get("remove") or ())
        if not add and not remove and not self.errors:
            raise ValidationError(_("Choose at least one theme."))
        if add & remove:
            raise ValidationError(_("A theme can't be added and taken away at once."))
        return cleaned


class SetThemes(OpportunityBulkAction):
    display_name = _("Themes of opportunities")
    action_type = "opportunity_themes"
    aria_label = _("Add or take away themes of the selected opportunities")
    action_priority = 210
    form_class = ThemesForm
    question = _("Which themes shall these opportunities have, or no longer have?")
    button = _("Change themes")
    log_action = "opportunities.themes"

    def change(self, page):
        chosen = self.cleaned_form.cleaned_data
        kept = [theme for theme in page.themes.all() if theme not in chosen["remove"]]
        page.themes = [*kept, *(theme for theme in chosen["add"] if theme not in kept)]


class Archive(OpportunityBulkAction):
    display_name = _("Archive opportunities")
    action_type = "opportunity_archive"
    aria_label = _("Archive the selected opportunities")
    action_priority = 220
    question = _("Archive these opportunities from today on? They keep their addresses and leave every list but the archive.")
    button = _("Yes, archive them")
    log_action = "opportunities.archive"

    def change(self, page):
        page.archived_on = timezone.localdate()


class MarkChecked(OpportunityBulkAction):
    display_name = _("Checked against the source today")
    action_type = "opportunity_checked"
    aria_label = _("Say that the selected external calls were checked against their sources today")
    action_priority = 200
    question = _("Have you compared these calls with their sources today?")
    button = _("Yes, they are true")
    log_action = "opportunities.checked"
    model_needed = FundingCallPage

    def check_perm(self, page):
        return self.request.user.has_perm(TRIAGE_CALLS) and super().check_perm(page) and page.specific.is_external

    def change(self, page):
        page.last_checked_on = timezone.localdate()


class DecideAboutMany(OfferedAction, SnippetBulkAction):
    """One decision about many found calls; those on our list already are left alone, and named."""

    models = [FoundCall]
    state = ""
    done = ngettext_lazy("%(number)d call decided about.", "%(number)d calls decided about.", "number")

    def check_perm(self, found):
        return self.request.user.has_perm(TRIAGE_CALLS) and found.state != FoundCall.State.PUBLISHED

    def execute(self, found):
        user, now = self.request.user, timezone.now()
        return sum(decide(found=one, state=self.state, user=user, now=now) for one in found)


class NotForUs(DecideAboutMany):
    display_name = _("Not for us")
    action_type = "not_for_us"
    aria_label = _("Say that the selected calls are not for us")
    action_priority = 10
    state = FoundCall.State.NOT_FOR_US
    question = _("Are these calls not for us?")
    button = _("Yes, not for us")


class Watch(DecideAboutMany):
    display_name = _("Watch")
    action_type = "watch"
    aria_label = _("Watch the selected calls")
    action_priority = 20
    state = FoundCall.State.WATCH
    question = _("Watch these calls, to decide later?")
    button = _("Yes, watch them")


ALL = (MarkChecked, SetThemes, Archive, NotForUs, Watch)
