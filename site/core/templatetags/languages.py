"""Words and addresses in the reader's language, saying so of words that are not (WCAG 3.1.2), and what is around every page."""

from django import template
from django.utils.html import format_html
from django.utils.translation import get_language, get_language_info
from wagtail.coreutils import get_supported_content_language_variant

from core.localized import in_readers_language
from core.navigation import Chrome
from core.retention import retention_of
from core.site_context import current_site_context

register = template.Library()
register.simple_tag(retention_of)


@register.simple_tag
def marked(words, inside=""):
    """Attributes for an element around words in another language, none for the reader's own: `<p{% marked line.lang %}>`.

    `words` are known by the code of their language, or by the term or page they belong to; `inside` is the language
    around them where it is not the reader's.
    """
    key = getattr(words, "locale_id", None)
    code = current_site_context().locales[key].language_code if key else words
    if not isinstance(code, str) or code in ("", inside or get_supported_content_language_variant(get_language())):
        return ""
    return format_html(' lang="{}" dir="{}"', code, "rtl" if get_language_info(code)["bidi"] else "ltr")


@register.filter
def of_number(things, number):
    """The form of `things`, a lazy translation with singular and plural, that goes with `number`: 1 event, 2 events."""
    return things % number


@register.filter
def address(page):
    """Where a chosen page is in the reader's language: {{ value.page|address }}."""
    return in_readers_language(page).url


@register.simple_tag(takes_context=True)
def site_chrome(context):
    """Header, footer, languages and words around a page: {% site_chrome as chrome %}."""
    about = {name: context.get(name) for name in ("language_urls", "language_query")}
    return Chrome(context.get("request"), context.get("page"), get_language(), **about)
