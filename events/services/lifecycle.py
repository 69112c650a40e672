"""Which page an event's facts are edited on, and what becomes of them when pages come and go."""

import uuid

from wagtail.models import Page

from events.models import EventFacts, EventPage, Occurrence
from events.notices import occurrences_changed


def original_of(page):
    """The page itself, or the one an alias follows."""
    seen = set()
    while page.alias_of_id is not None and page.pk not in seen:
        seen.add(page.pk)
        page = page.alias_of.specific
    return page


def is_source(page, *, facts=EventFacts):
    """Whether facts are edited on this page, rather than on the page it is translated from.

    wagtail-localize knows which page was translated. Where it doesn't, or that page is gone, it is the page whose facts are
    published: the one that was published first, or the translation that inherited them.
    """
    if page.alias_of_id is not None:
        return False
    locale_id = _localized_from(page.translation_key)
    if locale_id is not None:
        return locale_id == page.locale_id
    first = facts.objects.filter(translation_key=page.translation_key).values_list("page_id", flat=True).first()
    return first in (None, page.pk)


def source_of(page):
    """The page this event's facts are edited on, or None where it is not published yet."""
    facts = EventFacts.objects.filter(translation_key=original_of(page).translation_key).select_related("page").first()
    return facts and facts.page


def _localized_from(translation_key):
    from wagtail_localize.models import TranslationSource

    locale_id = TranslationSource.objects.filter(object_id=translation_key).values_list("locale_id", flat=True).first()
    if locale_id is None:
        return None
    still_there = Page.objects.filter(translation_key=translation_key, locale_id=locale_id, alias_of=None).exists()
    return locale_id if still_there else None


def pass_facts_on(*, translation_key):
    """After a source page is deleted: a translation that is still public inherits the facts, else they go too.

    So what was announced, and the dates others refer to, outlive the English page as long as the Welsh one is there.
    """
    orphan = EventFacts.objects.filter(translation_key=translation_key, page=None).first()
    if orphan is None:
        return
    heirs = EventPage.objects.filter(translation_key=translation_key, alias_of=None).order_by("-live", "path")
    orphan.page = heirs.first()
    if orphan.page is None:
        orphan.delete()
        return
    orphan.save(update_fields=["page"])
    # Wagtail unpublishes a page before it deletes it.
    dates = Occurrence.objects.filter(facts=orphan)
    dates.update(is_public=orphan.page.live)
    occurrences_changed.send(sender=Occurrence, uids=set(dates.values_list("uid", flat=True)))


def copied_uid(translation_key, uid):
    """The identifier of a copied page's date. The copy has its original's, which only one event may have."""
    return uuid.uuid5(translation_key, str(uid))


def settle_uids(occurrences, *, translation_key, known):
    """Give dates that came with a copied page identifiers of their own: always the same, whatever revision they come from."""
    uids = [one.uid for one in occurrences]
    taken = set(
        Occurrence.objects.filter(uid__in=uids).exclude(facts__translation_key=translation_key).values_list("uid", flat=True)
    )
    for one in occurrences:
        own = copied_uid(translation_key, one.uid)
        if own in known or one.uid in taken:
            one.uid = own
