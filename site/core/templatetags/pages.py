from django import template

from core.localized import in_readers_language

register = template.Library()


@register.filter
def address(page):
    """Where a chosen page is in the reader's language: {{ value.page|address }}."""
    return in_readers_language(page).url
