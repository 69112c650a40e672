"""What entries say besides the facts themselves, asked for once for all of them."""

from dataclasses import dataclass, field, replace
from typing import Any

from wagtail.models import Site

from core.localized import translator
from core.models import SiteSettings
from core.outputs.serializers import Image
from core.structured_data import picture_url
from events.details import access_lines
from events.models.facts import TERM_LISTS


@dataclass(frozen=True, kw_only=True)
class Known:
    """What one date refers to, in the reader's language: terms and access features."""

    format: Any
    venue: Any
    themes: list
    meant_for: list
    open_to: list
    partners: list
    access: list  # of `events.details.AccessLine`

    def features(self, answer):
        return [line.feature.name for line in self.access if line.answer == answer]


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What all entries of one answer share."""

    request: Any
    organiser: str
    organiser_url: str
    reasons: dict = field(default_factory=dict)
    _pages: dict = field(default_factory=dict)

    @classmethod
    def of(cls, request, locale, changes):
        words = SiteSettings.for_request(request).words_for(locale.language_code)
        site = Site.find_for_request(request)
        return cls(
            request=request,
            organiser=words.publisher,
            organiser_url=f"{site.root_url}/" if site else "",
            reasons=_latest_reasons(changes, locale.language_code),
        )

    def about(self, page):
        """The full address of a page and its picture, worked out once for all its dates."""
        if page.pk not in self._pages:
            url = page.get_full_url(self.request)
            picture = picture_url(page.image, "social", url)
            self._pages[page.pk] = url, Image(url=picture, alt=page.image.default_alt_text) if picture else None
        return self._pages[page.pk]

    def reason(self, row):
        """Why this date is not as first announced."""
        return self.reasons.get((row.facts_id, row.pk)) or self.reasons.get((row.facts_id, None), "")


def known_of(rows, locale):
    """{(facts, venue): what dates of this event at this venue refer to}; every term is translated once for all rows."""
    rows = {(row.facts_id, row.venue_id): row for row in rows}
    access = {key: access_lines(row.venue, row.facts.page.access.all()) for key, row in rows.items()}
    lists = {key: {name: list(getattr(row.facts, name).all()) for name in TERM_LISTS} for key, row in rows.items()}
    features = [line.feature for lines in access.values() for line in lines]
    owned = [term for row in rows.values() for term in (row.facts.format, row.venue)]
    listed = [term for by_name in lists.values() for terms in by_name.values() for term in terms]
    shown = translator([*owned, *features, *listed], locale)
    return {
        key: Known(
            format=shown(row.facts.format),
            venue=shown(row.venue),
            access=[replace(line, feature=shown(line.feature)) for line in access[key]],
            **{name: [shown(term) for term in terms] for name, terms in lists[key].items()},
        )
        for key, row in rows.items()
    }


def _latest_reasons(changes, language):
    """{(facts, occurrence or None): reason} from announced changes, oldest first: the latest wins."""
    reasons = {}
    for change in changes:
        if change.occurrence_id is None:
            reasons = {key: reason for key, reason in reasons.items() if key[0] != change.facts_id}
        reasons[change.facts_id, change.occurrence_id] = change.reason_in(language)[0]
    return reasons
