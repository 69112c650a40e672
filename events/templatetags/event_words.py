from django import template
from django.utils import formats, timezone
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.models import Locale

from core.dates import clock_words, hours_words
from events.festivals.teasers import teasers as festival_teasers
from events.schools.teasers import teasers as school_teasers

register = template.Library()

#: Sign languages and others that Django has no name for (ISO 639-3).
OTHER_LANGUAGES = {"bfi": gettext_lazy("British Sign Language")}


@register.filter
def names(terms):
    """Terms in one line: "Families, Under-5s"."""
    return _(", ").join(term.name for term in terms)


@register.filter
def language_names(codes):
    """Language codes as names: "en bfi" is "English, British Sign Language". A code nobody knows stays as it is."""
    return _(", ").join(_language_name(code) for code in codes.split())


@register.filter
def hours(starts, ends):
    """From one time of day to another, or only when it begins: "6pm to 7:30pm", "6pm"."""
    return hours_words(starts, ends) if ends else clock_words(starts)


@register.filter(expects_localtime=True)
def moment(at):
    """When something was done, on the site's clocks: "24 November 2026, 9:07am"."""
    return f"{formats.date_format(at, _('j F Y'))}, {clock_words(at)}"


def _language_name(code):
    if code in OTHER_LANGUAGES:
        return str(OTHER_LANGUAGES[code])
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


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
