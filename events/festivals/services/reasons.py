from wagtail.models import Locale

from events.festivals.models import SessionWords


def translate_reason(session, translations):
    """Put the reason for which a session is cancelled with its words in other languages, and leave no other there."""
    session.words.update(reason="")
    for locale in Locale.objects.filter(language_code__in=translations):
        SessionWords.objects.update_or_create(
            session=session, locale=locale, defaults={"reason": translations[locale.language_code]}
        )
