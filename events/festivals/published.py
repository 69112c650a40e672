"""What the public may read of a festival: the last release of its programme, never the draft."""

from collections import OrderedDict
from threading import Lock

from django.utils.translation import get_language

from core.changelog.log import lines_of
from core.models import PublicChange
from core.site_context import current_site_context
from core.versions import token_of
from events.festivals.changelog import LATELY, TERMS, THING, standing_changes
from events.festivals.models import Festival, Release
from events.festivals.programme import Programme
from events.festivals.services.release import Snapshot, draft_of

#: As many programmes in as many languages as one process keeps.
MOST_KEPT = 24

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
        programme.changes = standing_changes(PublicChange.objects.about(THING, page.translation_key))
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
    """What was taken away or moved of what is to come: lines of the last day, and those announced with a reason before it."""
    changes = page.released.changes if page.released else []
    shown = [one for one in changes if one.announced_at <= now < one.concerns_until]
    lately = [one for one in shown if one.announced_at > now - LATELY]
    before = [one for one in shown if one.reasons and one not in lately]
    return [lines_of(some, language=page.locale.language_code) for some in (lately, before)]
