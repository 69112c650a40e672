"""Opportunities, and their deadlines, as entries for every output. The number of queries does not depend on their number."""

from itertools import chain
from uuid import uuid5

from django.db.models import prefetch_related_objects
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from core.choices import AttendanceMode
from core.dates import local, moment_words
from core.localized import translator
from core.models import SiteSettings
from core.money import Price, money_words
from core.outputs import Entry, Place, Wants
from core.outputs.openapi import PAGE, ApiList, Parameter, parameters_of, public_pages_of
from core.outputs.serializers import Serializer, contact_of, listing_of_page, part_of
from core.pictures import prefetch_renditions
from core.publishing import original_of
from core.site_context import current_site_context
from core.structured_data import about_page, filled, offer_object, place_object
from opportunities import commongrants
from opportunities.cards import pages_in_language
from opportunities.choices import WITH_PLACE, Kind, Mode
from opportunities.commongrants import FIELDS
from opportunities.filters import OPENED, Filters
from opportunities.formatting import state_words, when_words
from opportunities.models import OpportunitiesPage, StateInterval
from opportunities.models.facts import TERM_LISTS

#: Of an opportunity, the calendar shows every deadline to come.
CALENDAR = "ics"


def listing_of_list(page, *, request, format, now):
    """The list as the page shows it: the same questions; in a calendar the deadlines of what fits."""
    filters = Filters(request.GET, locale=page.locale, now=now, site=current_site_context().listed_site(request))
    rows = filters.rows_in_order(OPENED if format.wants is Wants.NEWS else filters.sort)
    name = SiteSettings.for_request(request).words_for(page.locale.language_code).name
    question = f"?{filters.url().removeprefix('?')}" if filters.parameters else ""
    return _listing(page, rows, title=f"{page.title} – {name}", below=question, request=request, format=format, now=now)


def listing_of_opportunity(page, *, request, format, now):
    """One opportunity, over or not: its deadlines as a calendar, or all that is known of it."""
    rows = StateInterval.objects.filter(facts__translation_key=original_of(page).translation_key, is_public=True)
    return _listing(page, list(rows.at(now).select_related("facts", "round")), request=request, format=format, now=now)


def _listing(page, rows, *, request, format, now, title="", below=""):
    rows, next_url = part_of(rows, format=format, url=page.get_full_url(request) + below, request=request)
    serializer = OpportunitySerializer(rows, locale=page.locale, now=now, request=request)
    entries = serializer.deadlines() if format.extension == CALENDAR else serializer.opportunities()
    return listing_of_page(
        page, entries[: format.limit], title=title, below=below, request=request, fields=FIELDS, next_url=next_url
    )


class OpportunitySerializer(Serializer):
    """Makes entries of `StateInterval` rows in the language of one reader, asking for what they share only once."""

    def __init__(self, rows, *, locale, now, request):
        super().__init__(locale=locale, request=request)
        rows, self.now = list(rows), now
        facts = [row.facts for row in rows]
        prefetch_related_objects(facts, *TERM_LISTS, "rounds", "funder", "venue")
        pages = pages_in_language(rows, locale)
        prefetch_renditions([page.image for page in pages.values() if page.image])
        self.shown = [(row, page) for row in rows if (page := pages.get(row.facts.translation_key))]
        terms = ((one.funder, one.venue, *(each for name in TERM_LISTS for each in getattr(one, name).all())) for one in facts)
        self.term = translator(chain.from_iterable(terms), locale)

    def names(self, terms):
        return [self.term(term).name for term in terms]

    def opportunities(self):
        """One entry for each opportunity, in the order given."""
        return [self._opportunity(row, page) for row, page in self.shown]

    def deadlines(self):
        """One entry for each deadline to come, soonest first; what is open all the time has none."""
        entries = [entry for row, page in self.shown for entry in self._deadlines(row, page)]
        return sorted(entries, key=lambda entry: (entry.starts_at, entry.uid))

    def _common(self, row, page):
        facts = row.facts
        kind = Kind(facts.kind)
        venue = self.term(facts.venue) if kind in WITH_PLACE else None
        return self.of_page(page) | {
            "summary": page.summary,
            "timezone": facts.timezone,
            "where": venue.name if venue else "",
            "place": Place.at(venue) if venue and facts.attendance_mode != AttendanceMode.ONLINE else None,
            "attendance_mode": facts.attendance_mode if kind in WITH_PLACE else "",
            "categories": (str(kind.label), *self.names(facts.themes.all())),
            "organiser": self.term(facts.funder).name if facts.funder else self.organiser,
            "contact": contact_of(facts),
            "image": self.image_of(page),
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
            price=price_of(facts),
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
            "source": facts.source_url or self.of_page(page)["url"],
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


def price_of(facts):
    """What people pay to take part, or None where there is nothing to take part in."""
    if facts.kind not in (Kind.TRAINING, Kind.CONTRIBUTORS):
        return None
    words = money_words(facts.fee, facts.fee_currency) if facts.fee else _("Free")
    return Price(words=words, is_free=not facts.fee, lowest=facts.fee, highest=facts.fee, currency=facts.fee_currency)


def api_lists(*, request):
    """The JSON lists of opportunities, for the API description."""
    slug = Parameter(name="opportunity", description="The last part of the opportunity's address.", is_in_path=True)
    for page, path, language in public_pages_of(OpportunitiesPage, request):
        yield ApiList(
            path=f"{path}opportunities.json",
            kind="Opportunities",
            summary=f"Opportunities that are open or to come, in the language {language}, what closes soonest first.",
            fields=FIELDS,
            parameters=(*parameters_of(Filters(QueryDict(), locale=page.locale, now=timezone.now())), PAGE),
        )
        yield ApiList(
            path=f"{path}{{opportunity}}/opportunity.json",
            kind="Opportunities",
            summary=f"One opportunity, in the language {language}.",
            fields=FIELDS,
            parameters=(slug, PAGE),
        )


#: https://schema.org/courseMode
COURSE_MODES = {AttendanceMode.IN_PERSON: "Onsite", AttendanceMode.ONLINE: "Online", AttendanceMode.BOTH: "Blended"}


def opportunity_objects(page, request, *, now):
    """Opportunities as schema.org objects, where schema.org has a type that is true of them.

    A call is not a `MonetaryGrant` (that is the award that comes of it), nor is a call for contributors or an award anything
    that schema.org knows, so these have none. Training is a https://schema.org/Course with its runs as instances, a
    volunteering role a https://schema.org/JobPosting of the employment type VOLUNTEER.
    """
    details = page.details.at(now)
    organisation = {"@id": f"{page.home.get_full_url(request)}#organisation"}
    if details.kind == Kind.TRAINING:
        return [about_page(page, request, "Course") | {"provider": organisation, **_course(details)}]
    if details.kind == Kind.ROLE and details.is_open:
        posting = about_page(page, request, "JobPosting")
        title, _language = posting.pop("name"), posting.pop("inLanguage")
        posted = page.first_published_at or now
        dated = {"datePosted": posted.date().isoformat(), "employmentType": "VOLUNTEER"}
        return [posting | {"title": title, **dated, "hiringOrganization": organisation, **_job(details)}]
    return []


def _course(details):
    price = price_of(details.facts)
    instances = [_instance(details, line) for line in details.runs]
    if not details.rounds or any(one.starts_at is None for one in details.rounds):
        # People take it whenever they like.
        instances = [_instance(details)]
    offer = offer_object(price, category="Free" if price.is_free else "Paid")
    return {"offers": offer, **filled(hasCourseInstance=instances)}


def _instance(details, line=None):
    facts = details.facts
    instance = {"@type": "CourseInstance", "courseMode": COURSE_MODES[facts.attendance_mode]}
    if line:
        one = line.round
        instance |= {
            "startDate": local(one.starts_at, facts.timezone).isoformat(),
            "endDate": local(one.ends_at, facts.timezone).isoformat(),
            **filled(
                name=line.name,
                maximumAttendeeCapacity=one.places,
                location=details.venue and place_object(Place.at(details.venue)),
            ),
        }
    # Its length as ISO 8601 has it.
    return instance | filled(courseWorkload=facts.hours and f"PT{round(facts.hours * 60)}M")


def _job(details):
    closes_at = details.current.round.closes_at
    where = {"jobLocation": place_object(Place.at(details.venue))} if details.venue else {"jobLocationType": "TELECOMMUTE"}
    return filled(validThrough=closes_at and closes_at.isoformat()) | where
