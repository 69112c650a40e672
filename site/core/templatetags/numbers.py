"""Words that stand after a number."""

from django import template

register = template.Library()


@register.filter
def of_number(things, number):
    """The form of `things`, a lazy translation with singular and plural, that goes with `number`: 1 event, 2 events."""
    return things % number
