from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from core.localized import in_readers_language
from core.site_context import current_site_context

from .words import TextBlock, refused


class LinkValue(blocks.StructValue):
    @property
    def href(self):
        """Where it leads, in the reader's language; empty if the page is gone or not public."""
        if page := self.get("page"):
            page = in_readers_language(page)
            return (page.url or "") if page.live and current_site_context().is_public(page) else ""
        return self.get("url") or ""


class CallToActionBlock(blocks.StructBlock):
    """The one thing a reader should do next: a page here or an address elsewhere, never both."""

    title = blocks.CharBlock(max_length=80, label=_("title"))
    text = blocks.CharBlock(required=False, max_length=255, label=_("text"))
    button = blocks.CharBlock(max_length=40, label=_("words on the button"))
    page = blocks.PageChooserBlock(required=False, label=_("page"))
    url = blocks.URLBlock(required=False, label=_("or address elsewhere"))
    style = blocks.ChoiceBlock(
        choices=[("strong", _("Strong: once on a page")), ("quiet", _("Quiet"))], default="strong", label=_("style")
    )

    class Meta:
        icon = "arrow-right"
        label = _("Call to action")
        description = _("A box with one button: book, apply, sign up.")
        template = "blocks/call_to_action.html"
        value_class = LinkValue
        preview_value = {
            "title": "Bring your class",
            "text": "Free workshops for schools, all year round.",
            "button": "Book a visit",
            "url": "https://example.org/",
            "style": "strong",
        }

    def clean(self, value):
        value = super().clean(value)
        if value["page"] and value["url"]:
            raise refused("url", _("Choose a page or give an address, not both."))
        if not (value["page"] or value["url"]):
            raise refused("page", _("Say where it leads: a page or an address."))
        return value


class AccordionItemBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=160, label=_("question or title"))
    text = TextBlock(label=_("answer"))

    class Meta:
        icon = "help"
        label = _("entry")


class AccordionBlock(blocks.StructBlock):
    """Questions that open one by one; without scripts, by the browser itself."""

    items = blocks.ListBlock(AccordionItemBlock(), min_num=1, label=_("entries"))

    class Meta:
        icon = "list-ul"
        label = _("Accordion")
        description = _("Questions and answers that fold. What everybody needs to know belongs in the text instead.")
        template = "blocks/accordion.html"
        preview_value = {
            "items": [
                {"title": "Do I need to book?", "text": "<p>No. Come whenever you like.</p>"},
                {"title": "Is there parking?", "text": "<p>Yes, behind the hall.</p>"},
            ]
        }


class KeyFactBlock(blocks.StructBlock):
    number = blocks.CharBlock(max_length=16, label=_("number"))
    label = blocks.CharBlock(max_length=80, label=_("what it counts"))

    class Meta:
        icon = "order"
        label = _("fact")


class KeyFactsBlock(blocks.StructBlock):
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


class PersonBlock(blocks.StructBlock):
    name = blocks.CharBlock(max_length=120, label=_("name"))
    role = blocks.CharBlock(required=False, max_length=120, label=_("role"))
    image = ImageChooserBlock(required=False, label=_("picture"))
    email = blocks.EmailBlock(required=False, label=_("e-mail"))
    phone = blocks.CharBlock(required=False, max_length=40, label=_("phone"))
    url = blocks.URLBlock(required=False, label=_("web page"))

    class Meta:
        icon = "user"
        label = _("person")


class PeopleBlock(blocks.StructBlock):
    title = blocks.CharBlock(required=False, max_length=80, label=_("title"))
    people = blocks.ListBlock(PersonBlock(), min_num=1, max_num=24, label=_("people"))

    class Meta:
        icon = "user"
        label = _("People and contact")
        description = _("Names with roles and how to reach them.")
        template = "blocks/people.html"
        preview_value = {
            "title": "Talk to us",
            "people": [{"name": "Dr Non Prys", "role": "Public engagement manager", "email": "engage@example.org"}],
        }


class DocumentValue(blocks.StructValue):
    @property
    def kind_and_size(self):
        """Such as "PDF, 1.2 MB": readers on a phone want to know before they tap."""
        document = self.get("document")
        if document is None:
            return ""
        parts = [(document.file_extension or "").upper()]
        if size := document.get_file_size():
            parts.append(filesizeformat(size))
        return ", ".join(filter(None, parts))


class DocumentBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("document"))
    title = blocks.CharBlock(
        required=False, max_length=120, label=_("title"), help_text=_("Leave empty to use the document's.")
    )
    text = blocks.CharBlock(required=False, max_length=255, label=_("what it is"))

    class Meta:
        icon = "doc-full-inverse"
        label = _("Document")
        description = _("A file to download, with its type and size.")
        template = "blocks/document.html"
        value_class = DocumentValue
        preview_value = {"title": "Strategy 2030", "text": "Our aims in eight pages."}
