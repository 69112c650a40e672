"""A summer school for every output: its runs, the days by which something must be done, and the same as schema.org objects."""

from django.utils.translation import gettext as _

from core.dates import day_words, local, moment_words
from core.models import SiteSettings
from core.outputs import Entry, Place, extra_field
from core.outputs.fields import TEXT
from core.outputs.formats import Wants
from core.outputs.serializers import Serializer, contact_of, listing_of_page
from core.structured_data import about_page, age_range, filled, offer_object, place_object
from core.timezones import day_ends
from events.schools.choices import Stay
from events.schools.lines import MOMENT, price_of, span_words

#: What an entry of a summer school has besides what every entry has.
FIELDS = (
    extra_field("run_uid", "The same for a run, its deadlines and its day of decisions, in every language."),
    extra_field("kind", "`run`, `opens`, `closes` or `decision`.", TEXT | {"enum": ["run", "opens", "closes", "decision"]}),
    extra_field("stay", "`residential`, `day` or `online`."),
    extra_field("years", "School years it is for, in words."),
    extra_field("places", "How many can take part.", {"type": ["integer", "null"]}),
    extra_field("apply_url", "Where to apply, if not by the page itself."),
)
MODES = {Stay.ONLINE: "online"}


def listing_of_school(page, *, request, format):
    """Runs with their deadlines for calendars and data; runs alone where each thing is said once."""
    serializer = IntakeSerializer(page, request=request)
    runs = [run for run in page.details.runs if run.pk]
    entries = [serializer.run(run) for run in runs]
    if format.wants is Wants.DATES:
        entries += [entry for run in runs for entry in serializer.moments(run)]
        entries.sort(key=lambda entry: (entry.starts_at, entry.uid))
    return listing_of_page(page, entries[: format.limit], request=request, fields=FIELDS)


class IntakeSerializer(Serializer):
    """The runs of one summer school as entries."""

    def __init__(self, page, *, request):
        super().__init__(locale=page.locale, request=request)
        self.page, self.details = page, page.details

    def run(self, run):
        venue = self.details.venues.get(run.venue_id)
        return Entry(
            uid=str(run.uid),
            title=_("%(school)s: %(run)s") % self._names(run),
            summary=self.page.summary,
            starts_at=run.starts_at,
            ends_at=run.ends_at,
            is_all_day=run.is_all_day,
            when=span_words(run, self.details.facts.timezone),
            where=venue.name if venue else "",
            place=venue and Place.at(venue),
            attendance_mode=MODES.get(run.stay, "in-person"),
            age_from=run.age_from,
            age_to=run.age_to,
            price=price_of(run),
            **self._shared(run, "run"),
        )

    def moments(self, run):
        """Applications open, applications close, decisions: entries without a length."""
        zone, names = self.details.facts.timezone, self._names(run)
        found = [
            ("opens", run.opens_at, _("Applications open: %(school)s, %(run)s")),
            ("closes", run.closes_at, _("Applications close: %(school)s, %(run)s")),
            ("decision", run.decision_at, _("Decisions: %(school)s, %(run)s")),
        ]
        for kind, at, title in found:
            if at is not None:
                is_day = kind == "decision"
                yield Entry(
                    uid=f"{run.uid}-{kind}",
                    title=title % names,
                    starts_at=at,
                    ends_at=day_ends(run.decision_on, zone) if is_day else None,
                    is_all_day=is_day,
                    when=day_words(run.decision_on) if is_day else moment_words(at, zone),
                    **self._shared(run, kind),
                )

    def _names(self, run):
        return {"school": self.page.title, "run": self.details.written[run.uid][0].name}

    def _shared(self, run, kind):
        facts, written = self.details.facts, self.details.written[run.uid][0]
        return self.of_page(self.page) | {
            "modified": max(filter(None, (run.modified, self.page.last_published_at))),
            "timezone": facts.timezone,
            "sequence": run.sequence,
            "status": "cancelled" if run.is_cancelled else "scheduled",
            "notice": _("Cancelled") if run.is_cancelled else "",
            "reason": written.change_reason if run.is_cancelled else "",
            "is_cancelled": run.is_cancelled,
            "contact": contact_of(facts),
            "categories": (_("Summer school"), *(theme.name for theme in self.details.themes)),
            "extra": {
                "run_uid": str(run.uid),
                "kind": kind,
                "stay": run.stay,
                "years": written.years,
                "places": run.places,
                "apply_url": run.apply_url,
            },
        }


def course_objects(page, request):
    """One Course with a CourseInstance for each run."""
    details = page.details
    course = about_page(page, request, "Course")
    words = SiteSettings.for_request(request).words_for(page.locale.language_code)
    with_ages = [run for run in details.runs if run.age_from is not None or run.age_to is not None]
    offers = {run.cost: _offer(run, course["url"]) for run in details.runs if run.cost is not None}
    return [
        course
        | {
            "@id": f"{course['url']}#course",
            "provider": {"@type": "CollegeOrUniversity", "name": words.publisher},
            "hasCourseInstance": [_instance(run, details, course["url"]) for run in details.runs],
            **filled(
                typicalAgeRange=with_ages and (age_range(with_ages[0].age_from, with_ages[0].age_to) or "0-"),
                offers=list(offers.values()),
                about=[theme.name for theme in details.themes],
            ),
        }
    ]


def _instance(run, details, url):
    zone = details.facts.timezone
    first, last = local(run.starts_at, zone).date(), local(run.ends_at - MOMENT, zone).date()
    venue = details.venues.get(run.venue_id)
    return {
        "@type": "CourseInstance",
        "@id": f"{url}#{run.uid}",
        "name": details.written[run.uid][0].name,
        # As search engines write it; every day of the run has its timetable.
        "courseMode": "Online" if run.stay == Stay.ONLINE else "Onsite",
        "courseSchedule": {
            "@type": "Schedule",
            "repeatFrequency": "Daily",
            "repeatCount": (last - first).days + 1,
            "startDate": first.isoformat(),
            "endDate": last.isoformat(),
        },
        "startDate": (first if run.is_all_day else local(run.starts_at, zone)).isoformat(),
        "endDate": (last if run.is_all_day else local(run.ends_at, zone)).isoformat(),
        "eventStatus": f"https://schema.org/{'EventCancelled' if run.is_cancelled else 'EventScheduled'}",
        **filled(
            maximumAttendeeCapacity=run.places,
            location=venue and place_object(Place.at(venue)),
            offers=_offer(run, url, validFrom=run.opens_at, validThrough=run.closes_at),
        ),
        **({} if run.cost is None else {"isAccessibleForFree": run.cost == 0}),
    }


def _offer(run, url, **moments):
    if run.cost is None:
        return None
    moments = {name: at.isoformat() for name, at in moments.items() if at is not None}
    return offer_object(price_of(run), url=url, category="Free" if run.cost == 0 else "Paid", **moments)
