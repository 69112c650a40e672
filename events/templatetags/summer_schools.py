from django import template
from django.utils import timezone
from wagtail.models import Locale

from events.schools.teasers import teasers

register = template.Library()


@register.simple_tag(takes_context=True)
def summer_schools(context):
    """Summer schools that people can apply for or look forward to: {% summer_schools as schools %}."""
    page = context.get("page")
    locale = page.locale if page else Locale.get_active()
    return teasers(request=context.get("request"), now=timezone.now(), locale=locale)
