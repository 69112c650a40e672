"""From the festival page that editors write to the row that everybody reads."""

from core.publishing import Publication, facts_on
from events.festivals.hours import read, written
from events.festivals.models import Festival
from events.models import Occurrence


class FestivalPublication(Publication):
    """A festival is there as soon as its page is, so that its programme can be planned before anything is published."""

    facts = Festival
    terms = ("venues",)

    def fill(self, facts, page):
        facts.hours = written(page)
        hours = read(facts.hours, facts.timezone)
        facts.starts_at = min((one.starts_at for one in hours), default=None)
        facts.ends_at = max((one.ends_at for one in hours), default=None)

    def write_rows(self, facts, page, *, now, note, is_repair):
        self.shown(facts)
        return []

    def shown(self, facts):
        """Slots are written by releasing the programme, and public while the festival is."""
        Occurrence.objects.slots_of(facts).update(is_public=facts.is_public)

    def created(self, page):
        if page.alias_of_id is None and not Festival.objects.filter(translation_key=page.translation_key).exists():
            facts_on(page).save()
