"""The JSON lists of events, venues, festivals and summer schools, for the description of the API."""

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from core.outputs.openapi import PAGE, ApiList, Parameter, parameters_of, public_pages_of
from events.festivals.filters import ProgrammeFilters
from events.festivals.serializers import FIELDS as SESSION_FIELDS
from events.filters import Filters
from events.models import EventsPage, FestivalPage, SummerSchoolPage
from events.schools.serializers import FIELDS as RUN_FIELDS
from events.serializers import FIELDS

RUNS = Parameter(name="runs", description="Codes of the runs that somebody has chosen, with commas between.")


def api_lists(*, request):
    """Every one of them, in every language there is a page in."""
    return [*_events(request), *_venues(), *_festivals(request), *_schools(request)]


def _in_path(name, thing):
    return Parameter(name=name, description=f"The last part of the {thing}'s address.", is_in_path=True)


def _events(request):
    for page, path, language in public_pages_of(EventsPage, request):
        asked = parameters_of(Filters(QueryDict(), locale=page.locale, now=timezone.now()))
        yield ApiList(
            path=f"{path}events.json",
            kind="Events",
            summary=f"Dates of events in the language {language}, soonest first; of past events latest first.",
            fields=FIELDS,
            parameters=(*asked, PAGE),
        )
        yield ApiList(
            path=f"{path}{{event}}/event.json",
            kind="Events",
            summary=f"All dates of one event, in the language {language}.",
            fields=FIELDS,
            parameters=(_in_path("event", "event"), PAGE),
        )


def _venues():
    for code, _words in settings.WAGTAIL_CONTENT_LANGUAGES:
        with override(code):
            path = reverse("events:venue_output", args=["VENUE", "json"]).replace("VENUE", "{venue}")
        yield ApiList(
            path=path,
            kind="Events",
            summary=f"Dates to come at one venue, soonest first, in the language {code}.",
            fields=FIELDS,
            parameters=(_in_path("venue", "venue"), PAGE),
        )


def _festivals(request):
    name = _in_path("festival", "festival")
    asked = [Parameter(name=facet.name, description=str(facet.legend)) for facet in ProgrammeFilters.facet_classes]
    for path, language in _parents(FestivalPage, request):
        yield ApiList(
            path=f"{path}{{festival}}/festival.json",
            kind="Events",
            summary=f"Dates of the events that are pages of their own in a festival, in the language {language}.",
            fields=FIELDS,
            parameters=(name, PAGE),
        )
        yield ApiList(
            path=f"{path}{{festival}}/programme.json",
            kind="Sessions",
            summary=f"The runs of a festival's sessions, as they were last released, in the language {language}.",
            fields=SESSION_FIELDS,
            parameters=(name, *asked),
        )
        yield ApiList(
            path=f"{path}{{festival}}/my-programme.json",
            kind="Sessions",
            summary=f"The runs that somebody has chosen from a festival's programme, in the language {language}.",
            fields=SESSION_FIELDS,
            parameters=(name, RUNS),
        )


def _schools(request):
    for path, language in _parents(SummerSchoolPage, request):
        yield ApiList(
            path=f"{path}{{school}}/summer-school.json",
            kind="SummerSchools",
            summary=f"The runs of a summer school and the days by which something must be done, in the language {language}.",
            fields=RUN_FIELDS,
            parameters=(_in_path("school", "summer school"),),
        )


def _parents(model, request):
    """(path, language) of the sections that have public pages of a kind."""
    pages = public_pages_of(model, request)
    return {path.rpartition(f"{page.slug}/")[0]: language for page, path, language in pages}.items()
