from django import template
from django.utils import timezone
from wagtail.models import Locale

from events.festivals.presenter import teasers as festival_teasers
from events.schools.cards import teasers as school_teasers

register = template.Library()


@register.simple_tag(takes_context=True)
def festivals(context):
    """Festivals to come or going on: {% festivals as coming %}."""
    return _made_by(festival_teasers, context)


@register.simple_tag(takes_context=True)
def summer_schools(context):
    """Summer schools that people can apply for or look forward to: {% summer_schools as schools %}."""
    return _made_by(school_teasers, context)


def _made_by(teasers, context):
    page = context.get("page")
    locale = page.locale if page else Locale.get_active()
    return teasers(request=context.get("request"), now=timezone.now(), locale=locale)
