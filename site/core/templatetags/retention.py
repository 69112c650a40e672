"""How long something is kept, in the words of the promise that is kept: see `core.retention`."""

from django import template

from core.retention import retention_of

register = template.Library()
register.simple_tag(retention_of)
