"""What a process keeps of what it has read, until a page changes."""

from core.site_context import current_site_context
from core.versions import PAGES, token_of

_all = []


def forget_all():
    """As a process that has just started."""
    for kept in _all:
        kept.forget()


class KeptByLanguage:
    """`read(locale)`, asked once for each language until a page changes. What it gives is shared, so it is only looked at."""

    def __init__(self, read):
        self.read = read
        self.forget()
        _all.append(self)

    def forget(self):
        self._current = (None, {})

    def __call__(self, locale):
        token = token_of(PAGES)
        if token is None:
            return self.read(locale)
        known, kept = self._current
        if token != known:
            kept = {}
            self._current = (token, kept)
        if locale.pk not in kept:
            kept[locale.pk] = self.read(locale)
        return kept[locale.pk]

    def for_every_language(self):
        """Asked before the first reader comes: see `core.warming`."""
        for locale in current_site_context().locales.values():
            self(locale)
