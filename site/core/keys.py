"""Which key signs or hashes what. Each purpose has keys of its own, so that one can be changed without harm to the others.

The first key of a purpose makes what is new; all of them are believed. The keys of the site come last: they made what is
older than the keys of their own.
"""

from django.conf import settings


def link_keys():
    """What links in mail are signed with."""
    return _keys(settings.LINK_KEY, settings.LINK_KEY_FALLBACKS)


def suppression_keys():
    """What addresses that want no mail are hashed with. A hash keeps its key for ever: nobody can make it anew."""
    return _keys(settings.SUPPRESSION_KEY, settings.SUPPRESSION_KEY_FALLBACKS)


def _keys(own, older):
    every = [own, *older, settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return list(dict.fromkeys(key for key in every if key))
