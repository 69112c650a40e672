from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.localized import in_readers_language
from core.site_context import current_site_context


class LinkValue(blocks.StructValue):
    @property
    def href(self):
        """Where it leads, in the reader's language; empty if the page is gone or not public."""
        if page := self.get("page"):
            page = in_readers_language(page)
            return (page.url or "") if page.live and current_site_context().is_public(page) else ""
        return self.get("url") or ""


class LinkedBlock(blocks.StructBlock):
    """Something that leads to one place: a page here or an address elsewhere, never both."""

    page = blocks.PageChooserBlock(required=False, label=_("page"))
    url = blocks.URLBlock(required=False, label=_("or address elsewhere"))

    #: Whether a place to lead to must be given.
    needs_link = True

    class Meta:
        value_class = LinkValue

    def clean(self, value):
        value = super().clean(value)
        if value.get("page") and value.get("url"):
            raise blocks.StructBlockValidationError({"url": ValidationError(_("Choose a page or give an address, not both."))})
        if self.needs_link and not (value.get("page") or value.get("url")):
            raise blocks.StructBlockValidationError({"page": ValidationError(_("Say where it leads: a page or an address."))})
        return value
