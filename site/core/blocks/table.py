from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock as WagtailTableBlock

SAMPLE = {
    "data": [["Age", "Price"], ["Under 16", "Free"], ["Everybody else", "£4"]],
    "first_row_is_table_header": True,
    "first_col_is_header": True,
}


class TableValue(blocks.StructValue):
    @property
    def rows(self):
        """Rows of (text, is a heading, scope) for the template."""
        table = self.get("table") or {}
        first_row, first_column = table.get("first_row_is_table_header"), table.get("first_col_is_header")
        return [
            [
                {
                    "text": cell or "",
                    "scope": "col" if first_row and row == 0 else "row" if first_column and column == 0 else "",
                }
                for column, cell in enumerate(cells)
            ]
            for row, cells in enumerate(table.get("data") or [])
        ]


class TableBlock(blocks.StructBlock):
    """A real table, for what has rows and columns. Never for layout."""

    caption = blocks.CharBlock(max_length=160, label=_("what the table shows"))
    table = WagtailTableBlock(
        label=_("table"),
        table_options={
            "contextMenu": ["row_above", "row_below", "col_left", "col_right", "remove_row", "remove_col", "undo", "redo"]
        },
    )

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("Rows and columns with a caption. Say which row and column are headings.")
        template = "blocks/table.html"
        value_class = TableValue
        preview_value = {"caption": "What it costs", "table": SAMPLE}
