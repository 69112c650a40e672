"""Columns of editors' lists of events. They read `page.listed`, which the list's view has put there for the whole page."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import PageListingMixin


class ListedColumn(Column):
    def __init__(self, name, **kwargs):
        super().__init__(name, **kwargs)
        self.cell_template_name = f"events/admin/cells/{name}.html"

    def get_value(self, instance):
        return getattr(instance, "listed", None)


#: Wagtail's own columns, with a title wide enough to be read.
OWN = {column.name: column for column in PageListingMixin.base_columns}

COLUMNS = [
    OWN["bulk_actions"],
    PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title", width="28%"),
    ListedColumn("next_date", label=_("Next date"), sort_key="next_date", width="17%"),
    ListedColumn("place", label=_("Format and place"), width="14%"),
    ListedColumn("languages", label=_("Languages"), width="10%"),
    ListedColumn("missing", label=_("To look at"), width="12%"),
    DateColumn("latest_revision_created_at", label=_("Updated"), sort_key="latest_revision_created_at", width="8%"),
    PageStatusColumn("status", label=_("Status"), sort_key="live", width="7%"),
]
