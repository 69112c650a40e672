"""What the officer who keeps the list true looks at once a week."""

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page

from core.dates import deadline_words
from opportunities.checks import due_for_a_check, without_next_round


def _edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


class OpportunityReport(ReportView):
    """Pages of the opportunities that a function of `now` finds, with what it found about each.

    `found(now=…)` gives (facts, whatever is to be said about them) in order, `says(facts, about, now)` the words by column.
    """

    model = Page
    header_icon = "warning"
    any_permission_required = ["add", "change", "publish"]
    is_searchable = False
    default_ordering = None

    @cached_property
    def rows(self):
        now = timezone.now()
        return {facts.page_id: self.says(facts, about, now) for facts, about in self.found(now=now)}

    def get_base_queryset(self):
        mine = self.permission_policy.explorable_instances(self.request.user)
        return mine.filter(pk__in=self.rows).order_by("path")

    def decorate_paginated_queryset(self, object_list):
        for page in object_list:
            for name, words in self.rows[page.pk].items():
                setattr(page, name, words)
        return object_list

    def get_filename(self):
        return f"{self.filename}-{timezone.localdate():%Y-%m-%d}"


class NextRoundsReport(OpportunityReport):
    """What closes in the next 30 days and has no round after it."""

    page_title = _("Calls without a next round")
    index_url_name = "opportunities_next_rounds"
    index_results_url_name = "opportunities_next_rounds_results"
    filename = "calls-without-a-next-round"
    columns = [
        TitleColumn("title", label=_("Title"), get_url=_edit_url),
        Column("round_name", label=_("Last round")),
        Column("closes", label=_("Closes")),
    ]
    list_export = ["title", "round_name", "closes_at", "full_url"]
    export_headings = {"title": _("Title"), "round_name": _("Last round"), "closes_at": _("Closes"), "full_url": _("Address")}

    found = staticmethod(without_next_round)

    def says(self, facts, about, now):
        words = deadline_words(about.closes_at, facts.timezone, now=now)
        return {"round_name": about.name, "closes": words, "closes_at": about.closes_at}


class ChecksReport(OpportunityReport):
    """Calls of other funders that should be compared with their source again."""

    page_title = _("External calls to check")
    index_url_name = "opportunities_checks"
    index_results_url_name = "opportunities_checks_results"
    filename = "external-calls-to-check"
    columns = [
        TitleColumn("title", label=_("Title"), get_url=_edit_url),
        Column("why", label=_("Why")),
        Column("checked", label=_("Last checked")),
        TitleColumn("source_url", label=_("Source"), get_url=lambda page: page.source_url),
    ]
    list_export = ["title", "why", "last_checked_on", "source_url", "full_url"]
    export_headings = {
        "title": _("Title"),
        "why": _("Why"),
        "last_checked_on": _("Last checked"),
        "source_url": _("Source"),
        "full_url": _("Address"),
    }

    found = staticmethod(due_for_a_check)

    def says(self, facts, about, now):
        why = "; ".join(str(warning.label) for warning in about)
        checked = facts.last_checked_on
        return {
            "why": why,
            "last_checked_on": checked,
            "checked": checked and formats.date_format(checked, "j F Y"),
            "source_url": facts.source_url,
        }
