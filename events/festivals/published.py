"""What the public may read of a festival: the last release of its programme, never the draft."""

from collections import OrderedDict
from datetime import timedelta
from threading import Lock

from django.utils.translation import get_language

from core.site_context import current_site_context
from core.versions import token_of
from events.festivals.changes import change_lines
from events.festivals.models import Festival, Release
from events.festivals.programme import Programme
from events.festivals.services.release import Snapshot, draft_of

#: The kind of content that programmes show besides what was released: names of terms, and what venues offer.
TERMS = "programme-terms"
#: As many programmes in as many languages as one process keeps.
MOST_KEPT = 24
#: How long what has changed is said at the top.
LATELY = timedelta(hours=24)

_kept, _lock = OrderedDict(), Lock()


def programme_of(page):
    """The released programme in the page's language, or None while there is none.

    A release never changes, so a process keeps what it has made of it for as long as terms and venues stay as they are.
    """
    release = Release.objects.filter(festival__translation_key=page.translation_key).order_by("-number").first()
    if release is None:
        return None
    page.locale = current_site_context().locales.get(page.locale_id) or page.locale
    key = (page.translation_key, release.pk, release.released_at, page.locale_id, get_language(), token_of(TERMS))
    programme = _kept.get(key)
    if programme is None:
        programme = Programme(Snapshot.of_release(release, with_idle=False), locale=page.locale)
        with _lock:
            _kept[key] = programme
            while len(_kept) > MOST_KEPT:
                _kept.popitem(last=False)
    return programme


def drafted_programme_of(page):
    """The draft in the page's language: for the previews of its editors only."""
    festival = Festival.objects.filter(translation_key=page.translation_key).first()
    return Programme(draft_of(festival), locale=page.locale) if festival else None


def lately_changed(page, *, now):
    """What released versions of the last day took away or moved: for those who have made their plans."""
    if page.released is None or page.released.release.released_at <= now - LATELY:
        return []
    language = page.locale.language_code
    releases = Release.objects.filter(
        festival__translation_key=page.translation_key, number__gt=1, released_at__gt=now - LATELY, released_at__lte=now
    )
    return [line for one in releases for line in change_lines(one, language=language) if line.is_urgent]
