"""From the festival page that editors write to the row that everybody reads."""

from django.db import transaction

from core.versions import PAGES, renew
from events.festivals.hours import read, written
from events.festivals.models import Festival
from events.models import Occurrence
from events.services.projection import is_source


def facts_of(page, festival=None):
    """The festival with the facts of a page, unsaved: the same for publishing and for previews."""
    festival = festival or Festival(translation_key=page.translation_key)
    festival.page = page
    for name in ("timezone", "contact_name", "contact_email"):
        setattr(festival, name, getattr(page, name))
    festival.hours = written(page)
    hours = read(festival.hours, festival.timezone)
    festival.starts_at = min((one.starts_at for one in hours), default=None)
    festival.ends_at = max((one.ends_at for one in hours), default=None)
    return festival


def know_festival(page):
    """Make sure that a new page's festival exists, so that its programme can be planned before it is published."""
    if page.alias_of_id is None and not Festival.objects.filter(translation_key=page.translation_key).exists():
        facts_of(page).save()


@transaction.atomic
def project_festival(page):
    """Make the festival's row true to its published source page. A translation changes nothing."""
    if not is_source(page, facts=Festival):
        return None
    festival = facts_of(page, Festival.objects.filter(translation_key=page.translation_key).first())
    festival.is_public = page.live
    festival.save()
    festival.venues.set(page.venues.all())
    Occurrence.objects.slots_of(festival).update(is_public=page.live)
    # Last, so that nobody keeps what was true before it (events.festivals.teasers).
    renew(PAGES)
    return festival


def withdraw_festival(page):
    """Take an unpublished festival out of every list; its programme stays for its return."""
    festivals = Festival.objects.filter(page_id=page.pk)
    festivals.update(is_public=False)
    Occurrence.objects.slots_of(festivals.first()).update(is_public=False)
    renew(PAGES)
