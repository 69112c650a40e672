"""What entries say besides the facts themselves, asked for once for all of them."""

from dataclasses import dataclass, field, replace
from typing import Any

from wagtail.models import Site

from core.localized import in_language
from core.models import SiteSettings
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

    def reason(self, row):
        """Why this date is not as first announced."""
        return self.reasons.get((row.facts_id, row.pk)) or self.reasons.get((row.facts_id, None), "")


def known_of(rows, locale):
    """What each row refers to; every term is translated once for all rows."""
    access = [access_lines(row.venue, row.facts.page.access.all()) for row in rows]
    lists = [{name: list(getattr(row.facts, name).all()) for name in TERM_LISTS} for row in rows]
    terms = {}
    for row, lines, listed in zip(rows, access, lists, strict=True):
        features = [line.feature for line in lines]
        for term in (row.facts.format, row.venue, *features, *(term for name in TERM_LISTS for term in listed[name])):
            if term is not None:
                terms[type(term), term.pk] = term
    translated = dict(zip(terms, in_language(terms.values(), locale), strict=True))

    def shown(term):
        return term and translated[type(term), term.pk]

    return [
        Known(
            format=shown(row.facts.format),
            venue=shown(row.venue),
            access=[replace(line, feature=shown(line.feature)) for line in lines],
            **{name: [shown(term) for term in listed[name]] for name in TERM_LISTS},
        )
        for row, lines, listed in zip(rows, access, lists, strict=True)
    ]


def _latest_reasons(changes, language):
    """{(facts, occurrence or None): reason} from announced changes, oldest first: the latest wins."""
    reasons = {}
    for change in changes:
        if change.occurrence_id is None:
            reasons = {key: reason for key, reason in reasons.items() if key[0] != change.facts_id}
        reasons[change.facts_id, change.occurrence_id] = change.reason_in(language)[0]
    return reasons
