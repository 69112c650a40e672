from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock as WagtailTableBlock
from wagtail.images.blocks import ImageChooserBlock

#: What running text may have. Headings are blocks of their own, so that their levels stay right.
FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul", "superscript", "subscript"]


def refused(name, sentence):
    """What a block raises in `clean`: a sentence beside one of its fields."""
    return blocks.StructBlockValidationError({name: ValidationError(sentence)})


class HeadingValue(blocks.StructValue):
    @property
    def anchor(self):
        """An address inside the page, the same as long as the words are."""
        return slugify(self.get("text"), allow_unicode=True)


class HeadingBlock(blocks.StructBlock):
    """Divides a story, so that readers and screen readers can jump."""

    text = blocks.CharBlock(max_length=120, label=_("heading"))
    level = blocks.ChoiceBlock(choices=[("2", _("Section")), ("3", _("Part of a section"))], default="2", label=_("level"))

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("A heading that starts a section or a part of one.")
        template = "blocks/heading.html"
        value_class = HeadingValue
        preview_value = {"text": "What you will do", "level": "2"}


class TextBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs):
        super().__init__(**({"features": FEATURES} | kwargs))

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs, lists and links.")
        template = "blocks/text.html"
        preview_value = "<p>Come and see what we found under the car park: <b>two thousand years</b> of the town's rubbish.</p>"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(max_length=600, label=_("words"))
    name = blocks.CharBlock(max_length=120, label=_("who said it"))
    role = blocks.CharBlock(required=False, max_length=120, label=_("who they are"))
    image = ImageChooserBlock(required=False, label=_("picture"))

    class Meta:
        icon = "openquote"
        label = _("Quote")
        description = _("What somebody said, with their name.")
        template = "blocks/quote.html"
        preview_value = {"text": "I came for the telescopes and stayed for the people.", "name": "Amina, 14", "role": "Visitor"}


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
        preview_value = {
            "caption": "What it costs",
            "table": {
                "data": [["Age", "Price"], ["Under 16", "Free"], ["Everybody else", "£4"]],
                "first_row_is_table_header": True,
                "first_col_is_header": True,
            },
        }
