"""Addresses below a festival that belong to its programme: no page can have them, or nobody would ever see it."""

from django.utils.translation import gettext as _

RESERVED = ("programme", "my-programme", "changes")


def is_reserved(slug, parent):
    """Whether a page with this slug would be hidden by a part of its parent's programme."""
    from events.festivals.models import FestivalPage

    return slug in RESERVED and parent is not None and parent.specific_class is FestivalPage


def words(slug):
    return _("“%(slug)s” is an address of the festival's own programme. Choose another title or slug.") % {"slug": slug}
