"""What the event editor asks for beyond each field by itself."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from core.changelog.forms import PageReasonForm
from core.forms import TermAwarePageForm
from core.publishing import is_source
from events.festivals.routes import is_reserved, why_reserved
from events.models import FactFields, RecordFields
from events.models.facts import TERM_LISTS
from events.services.changes import changes_of_draft, sentence_about

#: Parts of the form that hold facts by name of the relation; the fields are those of `FactFields`.
FACT_FORMSETS = ("dates", "access")


class EventPageForm(PageReasonForm, TermAwarePageForm):
    """Facts on the source page only, times that exist, and a reason for whatever was announced otherwise."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.checks_clocks = False
        self.edits_facts = not self.instance.pk or is_source(self.instance)
        if not self.edits_facts:
            self._leave_out_facts()
        self.ask_why()

    def _leave_out_facts(self):
        names = [field.name for model in (FactFields, RecordFields) for field in model._meta.fields]
        for name in [*names, *TERM_LISTS, "change_reason"]:
            self.fields.pop(name, None)
        for name in FACT_FORMSETS:
            self.formsets.pop(name, None)

    def clean(self):
        cleaned = super().clean()
        if is_reserved(cleaned.get("slug"), self.parent_page):
            self.add_error("slug", why_reserved(cleaned["slug"]))
        if cleaned.get("room") and not cleaned.get("venue"):
            cleaned["venue"] = cleaned["room"].venue
        if self.edits_facts and "dates" in self.formsets:
            dates = self._check_dates(cleaned.get("timezone"), cleaned.get("venue"))
            if dates is not None and not self.is_deferred_validation:
                self._ask_for_a_reason(cleaned, dates)
        return cleaned

    def _check_dates(self, timezone_name, venue):
        """The dates as they would be published; None where something about them is wrong already."""
        formset = self.formsets["dates"]
        if not formset.is_valid() or not timezone_name or "timezone" in self.errors:
            return None
        forms = [form for form in formset.forms if form not in formset.deleted_forms and form.cleaned_data.get("start_date")]
        for form in forms:
            self._find_place(form, venue)
            for name, message in form.instance.clock_errors(timezone_name).items():
                form.add_error(name if name in form.fields else None, message)
        return [form.instance for form in forms] if formset.is_valid() else None

    @staticmethod
    def _find_place(form, venue):
        """A room says which venue is meant, where nobody has said another."""
        room, own = form.cleaned_data.get("room"), form.cleaned_data.get("venue")
        if room and own and room.venue_id != own.pk:
            form.add_error("room", _("This room belongs to another venue."))
        elif room and not own and room.venue != venue:
            form.instance.venue = room.venue

    def _ask_for_a_reason(self, cleaned, dates):
        if self.errors or cleaned.get("change_reason"):
            return
        page = self.instance
        plan = {name: cleaned.get(name, getattr(page, name)) for name in ("timezone", "attendance_mode", "venue", "room")}
        broken = changes_of_draft(page, dates, plan, now=timezone.now())
        if broken:
            words = " ".join(sentence_about(one) for one in broken[:3])
            more = _("Other dates change too.") if len(broken) > 3 else ""
            message = _("This was announced otherwise, and people may count on it. Say in one sentence why it changes.")
            self.add_error("change_reason", ValidationError(" ".join(filter(None, (message, words, more)))))
