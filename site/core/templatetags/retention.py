"""How long something is kept, in the words of the promise that is kept: see `core.retention`."""

from django import template

from core.retention import kept_for

register = template.Library()
register.simple_tag(kept_for)
