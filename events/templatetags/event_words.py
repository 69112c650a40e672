from django import template
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from wagtail.models import Locale

from core.dates import clock_words, hours_words
from events.festivals.presenter import teasers as festival_teasers
from events.formatting import language_words
from events.schools.cards import teasers as school_teasers

register = template.Library()


@register.filter
def names(terms):
    """Terms in one line: "Families, Under-5s"."""
    return _(", ").join(term.name for term in terms)


@register.filter
def language_names(codes):
    """Language codes as names: "en bfi" is "English, British Sign Language". A code nobody knows stays as it is."""
    return _(", ").join(language_words(code) for code in codes.split())


@register.filter
def hours(starts, ends):
    """From one time of day to another, or only when it begins: "6pm to 7:30pm", "6pm"."""
    return hours_words(starts, ends) if ends else clock_words(starts)


@register.filter(expects_localtime=True)
def moment(at):
    """When something was done, on the site's clocks: "24 November 2026, 9:07am"."""
    return f"{formats.date_format(at, _('j F Y'))}, {clock_words(at)}"


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
