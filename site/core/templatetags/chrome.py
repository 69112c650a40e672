from django import template
from django.utils.translation import get_language

from core.navigation import Chrome
from core.retention import retention_of

register = template.Library()
register.simple_tag(retention_of)


@register.simple_tag(takes_context=True)
def site_chrome(context):
    """Header, footer, languages and words around a page: {% site_chrome as chrome %}."""
    about = {name: context.get(name) for name in ("language_urls", "language_query")}
    return Chrome(context.get("request"), context.get("page"), get_language(), **about)
