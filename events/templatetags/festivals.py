from django import template
from django.utils import timezone
from wagtail.models import Locale

from events.festivals.teasers import teasers

register = template.Library()


@register.simple_tag(takes_context=True)
def festivals(context):
    """Festivals to come or going on: {% festivals as coming %}."""
    page = context.get("page")
    locale = page.locale if page else Locale.get_active()
    return teasers(request=context.get("request"), now=timezone.now(), locale=locale)
