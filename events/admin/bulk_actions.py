"""What can be done with many events at once, in Wagtail's own lists."""

from collections import Counter

from django import forms
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.models import Locale, Page

from core.bulk_actions import AskFirst
from core.forms import BoundedChoiceField
from core.models import Audience, Theme
from core.publishing import is_source, public_facts_of
from events.announcing import MOST, announce_url
from events.changelog import may_announce
from events.festivals import routes
from events.models import EventPage, FestivalPage
from events.services.drafts import TAGS, tag_event


class EventBulkAction(AskFirst, PageBulkAction):
    """For events only, on the page their facts are edited on: pages of other kinds, and translations, are left alone."""

    header_icon = "calendar-alt"
    left_alone = gettext_lazy(
        "Left out: they are no events, are edited in another language, are locked, or you may not change them"
    )

    def check_perm(self, page):
        permissions = page.permissions_for_user(self.request.user)
        is_event = issubclass(page.specific_class, EventPage)
        return is_event and permissions.can_edit() and not permissions.page_locked()


class TagForm(forms.Form):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        audiences = Audience.objects.in_use().filter(locale=Locale.get_default())
        choices = {
            "themes": (_("Themes"), Theme.objects.in_use().filter(locale=Locale.get_default())),
            "meant_for": (_("Meant for"), audiences.filter(axis=Audience.Axis.MEANT_FOR)),
            "open_to": (_("Open to"), audiences.filter(axis=Audience.Axis.OPEN_TO)),
        }
        for action, words in (("add", _("Add: %(what)s")), ("remove", _("Take away: %(what)s"))):
            for name in TAGS:
                label, queryset = choices[name]
                self.fields[f"{action}-{name}"] = forms.ModelMultipleChoiceField(
                    label=words % {"what": label}, queryset=queryset, required=False, widget=forms.CheckboxSelectMultiple
                )

    def clean(self):
        super().clean()
        if not any(self.cleaned_data.values()):
            raise forms.ValidationError(_("Choose what to add or take away."))
        for name in TAGS:
            if set(self.cleaned_data.get(f"add-{name}", ())) & set(self.cleaned_data.get(f"remove-{name}", ())):
                self.add_error(f"remove-{name}", _("You add this, too."))

    def chosen(self, action):
        return {name: self.cleaned_data[f"{action}-{name}"] for name in TAGS}


class TagBulkAction(EventBulkAction):
    display_name = gettext_lazy("Tag")
    action_type = "tag_events"
    aria_label = gettext_lazy("Add or take away themes and audiences of the selected events")
    question = gettext_lazy(
        "Live events are published with their new words at once, unless they have changes that nobody has published yet: "
        "then the words join those."
    )
    action_priority = 40
    form_class = TagForm

    def check_perm(self, page):
        return super().check_perm(page) and is_source(page)

    def execute(self, pages):
        form, told = self.cleaned_form, Counter()
        for page in pages:
            tagged = tag_event(page.specific, add=form.chosen("add"), remove=form.chosen("remove"), user=self.request.user)
            told[str(tagged)] += 1
        for words, number in told.items():
            message = ngettext("%(number)d event: %(words)s.", "%(number)d events: %(words)s.", number)
            messages.success(self.request, message % {"number": number, "words": words})
        return len(pages)


class AnnounceChangeBulkAction(EventBulkAction):
    """Leads to the screen that announces a change of one event or of many, which shows what it does before it is done."""

    display_name = gettext_lazy("Announce a change")
    action_type = "announce_change"
    aria_label = gettext_lazy("Announce a change of the selected events")
    template_name = "events/admin/bulk_announce_change.html"
    question = gettext_lazy("Next you say what changes and why, and see what it does before anybody is told.")
    action_priority = 35

    def check_perm(self, page):
        may = super().check_perm(page) and is_source(page) and may_announce(self.request.user, page)
        return may and public_facts_of(page) is not None

    def get(self, request):
        pages, left_out = self.get_actionable_objects()
        if not pages or left_out["items_with_no_access"] or len(pages) > MOST:
            return super().get(request)
        return redirect(announce_url(pages, next_url=self.next_url))

    def get_context_data(self, **kwargs):
        pages, _left_out = self.get_actionable_objects()
        address = announce_url(pages, next_url=self.next_url) if 0 < len(pages) <= MOST else ""
        return super().get_context_data(**kwargs) | {"announce_url": address, "most": MOST}

    def execute(self, pages):
        """Nothing is announced here."""
        return 0


class FestivalForm(forms.Form):
    festival = BoundedChoiceField(label=gettext_lazy("Festival"), queryset=FestivalPage.objects.none())

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        festivals = FestivalPage.objects.defer_streamfields().select_related("locale").order_by("path")
        allowed = [one.pk for one in festivals if one.permissions_for_user(user).can_add_subpage()]
        self.fields["festival"].queryset = festivals.filter(pk__in=allowed)
        self.fields["festival"].label_from_instance = lambda one: f"{one.get_admin_display_title()} ({one.locale})"


class MoveToFestivalBulkAction(EventBulkAction):
    display_name = gettext_lazy("Move to a festival")
    action_type = "move_events_to_festival"
    aria_label = gettext_lazy("Move the selected events to a festival")
    question = gettext_lazy("Their addresses change; the old ones lead to the new.")
    action_priority = 45
    form_class = FestivalForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def check_perm(self, page):
        return super().check_perm(page) and page.permissions_for_user(self.request.user).can_move()

    def execute(self, pages):
        festival, user, moved = self.cleaned_form.cleaned_data["festival"], self.request.user, 0
        for page in pages:
            if problem := self.why_not(page, festival, user):
                messages.warning(self.request, f"{page.get_admin_display_title()}: {problem}")
                continue
            # Fresh both times: each move changes the tree.
            Page.objects.get(pk=page.pk).specific.move(FestivalPage.objects.get(pk=festival.pk), pos="last-child", user=user)
            moved += 1
        if moved:
            message = ngettext("%(number)d event is in %(festival)s now.", "%(number)d events are in %(festival)s now.", moved)
            messages.success(self.request, message % {"number": moved, "festival": festival.title})
        return moved

    @staticmethod
    def why_not(page, festival, user):
        """Why an event can't go there, in words; empty if it can."""
        if page.get_parent().pk == festival.pk:
            return _("it is there already.")
        if page.locale_id != festival.locale_id:
            return _("it is in another language than the festival.")
        if routes.is_reserved(page.slug, festival):
            return routes.why_reserved(page.slug)
        if not page.permissions_for_user(user).can_move_to(festival):
            return _("you may not move it there.")
        if festival.get_children().filter(slug=page.slug).exists():
            return _("the festival has a page with the same address already.")
        return ""
