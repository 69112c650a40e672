"""The JSON lists of events, venues, festivals and summer schools, for the description of the API."""

from functools import partial

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
DATES = partial(ApiList, kind="Events", fields=FIELDS)
SESSIONS = partial(ApiList, kind="Sessions", fields=SESSION_FIELDS)
SCHOOLS = partial(ApiList, kind="SummerSchools", fields=RUN_FIELDS)


def api_lists(*, request):
    """Every one of them, in every language there is a page in."""
    for page, path, language in public_pages_of(EventsPage, request):
        asked = parameters_of(Filters(QueryDict(), locale=page.locale, now=timezone.now()))
        summary = f"Dates of events in the language {language}, soonest first; of past events latest first."
        yield DATES(path=f"{path}events.json", summary=summary, parameters=(*asked, PAGE))
        summary = f"All dates of one event, in the language {language}."
        yield DATES(path=f"{path}{{event}}/event.json", summary=summary, parameters=(_in_path("event", "event"), PAGE))
    for code, _words in settings.WAGTAIL_CONTENT_LANGUAGES:
        with override(code):
            path = reverse("events:venue_output", args=["VENUE", "json"]).replace("VENUE", "{venue}")
        summary = f"Dates to come at one venue, soonest first, in the language {code}."
        yield DATES(path=path, summary=summary, parameters=(_in_path("venue", "venue"), PAGE))
    name = _in_path("festival", "festival")
    asked = [Parameter(name=facet.name, description=str(facet.legend)) for facet in ProgrammeFilters.facet_classes]
    for path, language in _parents(FestivalPage, request):
        path = f"{path}{{festival}}/"
        summary = f"Dates of the events that are pages of their own in a festival, in the language {language}."
        yield DATES(path=f"{path}festival.json", summary=summary, parameters=(name, PAGE))
        summary = f"The runs of a festival's sessions, as they were last released, in the language {language}."
        yield SESSIONS(path=f"{path}programme.json", summary=summary, parameters=(name, *asked))
        summary = f"The runs that somebody has chosen from a festival's programme, in the language {language}."
        yield SESSIONS(path=f"{path}my-programme.json", summary=summary, parameters=(name, RUNS))
    for path, language in _parents(SummerSchoolPage, request):
        summary = f"The runs of a summer school and the days by which something must be done, in the language {language}."
        path = f"{path}{{school}}/summer-school.json"
        yield SCHOOLS(path=path, summary=summary, parameters=(_in_path("school", "summer school"),))


def _in_path(name, thing):
    return Parameter(name=name, description=f"The last part of the {thing}'s address.", is_in_path=True)


def _parents(model, request):
    """(path, language) of the sections that have public pages of a kind."""
    pages = public_pages_of(model, request)
    return {path.rpartition(f"{page.slug}/")[0]: language for page, path, language in pages}.items()
