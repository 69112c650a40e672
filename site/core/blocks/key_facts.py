from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class KeyFactBlock(blocks.StructBlock):
    number = blocks.CharBlock(max_length=16, label=_("number"))
    label = blocks.CharBlock(max_length=80, label=_("what it counts"))

    class Meta:
        icon = "order"
        label = _("fact")


class KeyFactsBlock(blocks.StructBlock):
    """Numbers worth remembering."""

    facts = blocks.ListBlock(KeyFactBlock(), min_num=1, max_num=6, label=_("facts"))
    source = blocks.CharBlock(required=False, max_length=160, label=_("where the numbers come from"))

    class Meta:
        icon = "order"
        label = _("Key facts")
        description = _("Up to six numbers with what they count, and where they come from.")
        template = "blocks/key_facts.html"
        preview_value = {
            "facts": [
                {"number": "4,200", "label": "visitors in one weekend"},
                {"number": "61", "label": "researchers on stalls"},
            ],
            "source": "Counted at the doors, 2026",
        }
