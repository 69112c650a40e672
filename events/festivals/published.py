"""What the public may read of a festival: the last release of its programme, never the draft."""

from events.festivals.models import Festival, Release
from events.festivals.programme import Programme
from events.festivals.services.snapshot import Snapshot, draft_of


def programme_of(page):
    """The released programme in the page's language, or None while there is none."""
    release = Release.objects.filter(festival__translation_key=page.translation_key).order_by("-number").first()
    return Programme(Snapshot.of_release(release, with_idle=False), locale=page.locale) if release else None


def drafted_programme_of(page):
    """The draft in the page's language: for the previews of its editors only."""
    festival = Festival.objects.filter(translation_key=page.translation_key).first()
    return Programme(draft_of(festival), locale=page.locale) if festival else None
