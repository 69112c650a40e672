"""Opportunities, and their deadlines, as entries for every output. The number of queries does not depend on their number."""

from itertools import chain
from uuid import uuid5

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from core.choices import AttendanceMode
from core.dates import moment_words
from core.localized import translator
from core.models import SiteSettings
from core.money import Price, money_words
from core.outputs import Entry, Place
from core.outputs.serializers import Image
from core.pictures import prefetch_renditions
from core.structured_data import picture_url
from opportunities.choices import Kind, Mode
from opportunities.formatting import state_words, when_words
from opportunities.listed_pages import pages_in_language
from opportunities.models.facts import TERM_LISTS
from opportunities.outputs import commongrants

#: Kinds that people take part in somewhere.
WITH_PLACE = (Kind.TRAINING, Kind.CONTRIBUTORS, Kind.ROLE)


class Writer:
    """Makes entries of `StateInterval` rows in the language of one reader, asking for what they share only once."""

    def __init__(self, rows, *, locale, now, request):
        self.rows = list(rows)
        self.locale, self.now, self.request = locale, now, request
        facts = [row.facts for row in self.rows]
        prefetch_related_objects(facts, *TERM_LISTS, "rounds", "funder", "venue")
        self.pages = pages_in_language(self.rows, locale)
        prefetch_renditions([page.image for page in self.pages.values() if page.image])
        words = SiteSettings.for_request(request).words_for(locale.language_code)
        self.organiser = words.publisher
        terms = ((one.funder, one.venue, *(each for name in TERM_LISTS for each in getattr(one, name).all())) for one in facts)
        self.term = translator(chain.from_iterable(terms), locale)

    def names(self, terms):
        return [self.term(term).name for term in terms]

    def opportunities(self):
        """One entry for each opportunity, in the order given."""
        return [self._opportunity(row, page) for row, page in self._shown()]

    def deadlines(self):
        """One entry for each deadline to come, soonest first; what is open all the time has none."""
        entries = [entry for row, page in self._shown() for entry in self._deadlines(row, page)]
        return sorted(entries, key=lambda entry: (entry.starts_at, entry.uid))

    def _shown(self):
        for row in self.rows:
            if page := self.pages.get(row.facts.translation_key):
                yield row, page

    def _common(self, row, page):
        facts = row.facts
        kind = Kind(facts.kind)
        url = page.get_full_url(self.request)
        address = picture_url(page.image, "social", url)
        venue = self.term(facts.venue) if kind in WITH_PLACE else None
        return {
            "url": url,
            "summary": page.summary,
            "language": page.locale.language_code,
            "timezone": facts.timezone,
            "published": page.first_published_at,
            "where": venue.name if venue else "",
            "place": Place.at(venue) if venue and facts.attendance_mode != AttendanceMode.ONLINE else None,
            "attendance_mode": facts.attendance_mode if kind in WITH_PLACE else "",
            "categories": (str(kind.label), *self.names(facts.themes.all())),
            "organiser": self.term(facts.funder).name if facts.funder else self.organiser,
            "contact": ", ".join(filter(None, (facts.contact_name, facts.contact_email))),
            "image": Image(url=address, alt=page.image.default_alt_text) if address else None,
        }

    def _deadlines(self, row, page):
        common = self._common(row, page)
        for one in row.facts.rounds.all():
            if one.mode == Mode.FORECAST or (one.archived_at and one.archived_at <= self.now):
                continue
            for name, at, notice in _deadlines_of(one, row.facts.kind):
                if at > self.now:
                    yield Entry(
                        **common,
                        uid=str(uuid5(one.uid, name)),
                        title=f"{page.title}: {one.name}" if one.name else page.title,
                        notice=notice,
                        modified=one.modified,
                        sequence=one.sequence,
                        starts_at=at,
                        when=moment_words(at, row.facts.timezone),
                    )

    def _opportunity(self, row, page):
        facts, one = row.facts, row.round
        modified = max(filter(None, (one.modified, page.last_published_at)))
        return Entry(
            **self._common(row, page),
            uid=str(facts.translation_key),
            title=page.title,
            modified=modified,
            sequence=one.sequence,
            starts_at=row.deadline_at,
            when=when_words(one, row.state, row.deadline_at, facts.timezone, now=self.now, kind=facts.kind),
            price=_price(facts),
            age_from=facts.minimum_age if facts.kind == Kind.ROLE else None,
            extra=self._extra(row, page, modified),
        )

    def _extra(self, row, page, modified):
        facts, one = row.facts, row.round
        is_role = facts.kind == Kind.ROLE
        applicants = [self.term(term) for term in facts.applicants.all()]
        return {
            "id": str(facts.translation_key),
            "status": {
                "value": commongrants.status(row.state),
                "customValue": row.state,
                "description": str(state_words(row.state, kind=facts.kind, mode=one.mode)),
            },
            "description": page.summary,
            "funding": commongrants.funding(one) if facts.kind in (Kind.FUNDING, Kind.AWARD) else None,
            "keyDates": commongrants.key_dates(one, facts.timezone),
            "acceptedApplicantTypes": [
                {"value": "custom", "customValue": term.slug, "description": term.name} for term in applicants
            ],
            "source": facts.source_url or page.get_full_url(self.request),
            "createdAt": page.first_published_at,
            "lastModifiedAt": modified,
            "kind": facts.kind,
            "round": one.name,
            "mode": one.mode,
            "funder": self.term(facts.funder).name if facts.funder else "",
            "themes": self.names(facts.themes.all()),
            "meant_for": self.names(facts.meant_for.all()),
            "open_to": self.names(facts.open_to.all()),
            "applyUrl": facts.apply_url,
            "matchFundingPercent": facts.match_funding,
            "durationMonths": one.duration_months,
            "commitment": str(facts.get_commitment_display()) if is_role else "",
            "minimumAge": facts.minimum_age if is_role else None,
        }


def _deadlines_of(one, kind):
    """(name, moment, what it is called) of what must be handed in."""
    closes = _("Last day to book") if kind == Kind.TRAINING else _("Deadline")
    found = [
        ("interest", one.interest_at, _("Expression of interest")),
        ("internal", one.internal_deadline_at, _("Internal deadline, counts for staff")),
        ("closes", one.closes_at, closes),
    ]
    return [(name, at, words) for name, at, words in found if at is not None]


def _price(facts):
    if facts.kind not in (Kind.TRAINING, Kind.CONTRIBUTORS):
        return None
    words = money_words(facts.fee, facts.fee_currency) if facts.fee else _("Free")
    return Price(words=words, is_free=not facts.fee, lowest=facts.fee, highest=facts.fee, currency=facts.fee_currency)
