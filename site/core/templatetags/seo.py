"""What goes into <head> for machines. Each says nothing where there is no page: on error pages and in previews."""

import json
import re
from urllib.parse import urljoin

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from core.models import SiteSettings
from core.pictures import largest
from core.seo import alternates

register = template.Library()

#: Open Graph wants a territory too, and knows Arabic only as the language of the Arab world.
OPEN_GRAPH_LOCALES = {"en": "en_GB", "cy": "cy_GB", "ar": "ar_AR"}
#: No list has more parts, and Python reads no number of thousands of digits.
PART_OF_A_LIST = re.compile("[0-9]{1,9}")
#: As Django's json_script does it: nothing in the data can end the element or start another.
HARMLESS = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


@register.simple_tag(takes_context=True)
def canonical_links(context, page):
    """The one address of a page, and its addresses in other languages (RFC 6596; hreflang).

    A list's second page is an address of its own; a filtered list is not. A page that is neither (a month of a calendar)
    puts its own `canonical_url` into the context, and `has_same_query_in_every_language` if its query is one of all languages.
    """
    request = _public_request(context, page)
    if request is None:
        return ""
    url, own = _canonical_url(context, page, request), page.get_full_url(request)
    links = format_html('<link rel="canonical" href="{}">', url)
    query = url.removeprefix(own) if context.get("has_same_query_in_every_language") else ""
    if url != own + query:
        return links
    translations = getattr(page, "public_translations", ())
    return links + _hreflang({one.locale.language_code: one.get_full_url(request) + query for one in translations})


@register.simple_tag
def language_links(canonical_url, urls_by_language):
    """The same for something that is no page of the tree: {% language_links canonical_url urls_by_language %}."""
    return format_html('<link rel="canonical" href="{}">', canonical_url) + _hreflang(urls_by_language)


@register.simple_tag(takes_context=True)
def social_tags(context, page):
    """What a service shows when somebody shares the page (https://ogp.me)."""
    request = _public_request(context, page)
    if request is None:
        return ""
    url = _canonical_url(context, page, request)
    language = page.locale.language_code
    words = SiteSettings.for_request(request).words_for(language)
    image = getattr(page, "image", None)
    shared = largest(image, "social")
    properties = {
        "og:type": "website",
        "og:title": context.get("heading") or page.seo_title or page.title,
        "og:description": context.get("description") or getattr(page, "seo_description", page.search_description),
        "og:url": url,
        "og:site_name": words.name,
        "og:locale": OPEN_GRAPH_LOCALES.get(language, ""),
    }
    if image and shared:
        properties |= {
            "og:image": urljoin(url, shared.url),
            "og:image:width": shared.width,
            "og:image:height": shared.height,
            "og:image:alt": image.default_alt_text,
        }
    tags = format_html_join(
        "", '<meta property="{}" content="{}">', ((name, value) for name, value in properties.items() if value)
    )
    return tags + format_html('<meta name="twitter:card" content="{}">', "summary_large_image" if shared else "summary")


@register.simple_tag(takes_context=True)
def structured_data(context, page):
    """The page's schema.org objects, as JSON-LD. It is data: no policy takes it for a script, and nothing in it can be one."""
    request = _public_request(context, page)
    return json_ld(page.get_structured_data(request) if request is not None and hasattr(page, "get_structured_data") else [])


@register.simple_tag
def json_ld(objects):
    """schema.org objects of something that is no page: {% json_ld objects %}."""
    if not objects:
        return ""
    text = json.dumps(objects, cls=DjangoJSONEncoder, ensure_ascii=False).translate(HARMLESS)
    # Nothing in it can end the element: see HARMLESS.
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308


def _hreflang(urls_by_language):
    return format_html_join("", '<link rel="alternate" hreflang="{}" href="{}">', alternates(urls_by_language))


def _public_request(context, page):
    """The request, if somebody reads a page that is really there."""
    request = context.get("request")
    if not page or not getattr(page, "pk", None) or request is None or getattr(request, "is_preview", False):
        return None
    return request


def _canonical_url(context, page, request):
    if own := context.get("canonical_url"):
        return own
    # What shows another page's words has that page's address.
    url = (page.alias_of or page).get_full_url(request)
    number = request.GET.get("page", "")
    is_later_part = PART_OF_A_LIST.fullmatch(number) and int(number) > 1 and list(request.GET) == ["page"]
    return f"{url}?page={int(number)}" if is_later_part else url
