"""Pages behind a festival's own address. Each asks, none decides."""

import json

from django.http import Http404
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.brand import version_of
from core.models import SiteSettings
from events.festivals.changelog import lines_by_version
from events.festivals.filters import ProgrammeFilters
from events.festivals.layout import days_of, lay_out, now_and_next, rooms_of
from events.festivals.my_programme import choice_of, walks_between
from events.festivals.published import lately_changed


def _context(page, request, *, path, title):
    """What every page behind a festival needs."""
    return {
        "page": page,
        "self": page,
        "title": title,
        "trail": [*page.breadcrumbs, page],
        "base_url": page.get_url(request),
        "canonical_url": page.get_full_url(request) + path,
    }


def programme(page, request, *, programme=None):
    """The whole programme, or what the reader has asked for: as a list, as a grid of rooms, or room by room."""
    now = timezone.now()
    programme = programme or page.released
    context = _context(page, request, path="programme/", title=_("Programme"))
    if programme is None:
        return render(request, "events/festival_no_programme.html", context)
    filters = ProgrammeFilters(request.GET, programme=programme, now=now)
    days = days_of(filters.entries)
    on_now, coming = now_and_next(programme.entries, now=now)
    grids = {day.day: lay_out(day) for day in days} if filters.view == "grid" else {}
    return render(
        request,
        "events/festival_programme.html",
        context
        | {
            "programme": programme,
            "filters": filters,
            "days": [(day, grids.get(day.day)) for day in days],
            "rooms": rooms_of(filters.entries) if filters.view == "rooms" else [],
            "on_now": on_now,
            "coming": coming,
            "lately": lately_changed(page, now=now),
            "outputs": page.get_outputs(request, name="programme"),
        },
    )


def session(page, request, code):
    """One session with every time it is on: what somebody shares who wants a friend to come along."""
    programme = page.released
    chosen = programme.by_code.get(code) if programme else None
    if chosen is None:
        raise Http404("There is no such session in the programme.")
    runs = sorted([chosen, *chosen.others], key=lambda run: (run.starts_at, run.code))
    if code != runs[0].code:
        return redirect(page.get_url(request) + chosen.path)
    context = _context(page, request, path=chosen.path, title=chosen.title)
    context["trail"] = [*context["trail"], {"title": _("Programme"), "url": f"{context['base_url']}programme/"}]
    codes = ",".join(run.code for run in runs)
    return render(
        request,
        "events/festival_session_page.html",
        context | {"session": runs[0], "runs": runs, "calendar_url": f"{context['base_url']}my-programme.ics?runs={codes}"},
    )


def my_programme(page, request):
    """The runs that the address names, with what does not work out between them; without any, all to choose from."""
    programme = page.released
    context = _context(page, request, path="my-programme/", title=_("My programme"))
    if programme is None:
        return render(request, "events/festival_no_programme.html", context)
    choice = choice_of(request.GET, programme)
    is_shared = "runs" in request.GET
    return render(
        request,
        "events/festival_my_programme.html",
        context
        | {
            "programme": programme,
            "choice": choice,
            "is_shared": is_shared,
            "days": days_of(choice.entries if is_shared else programme.entries),
            "share_url": request.build_absolute_uri(f"{context['base_url']}my-programme/?runs={choice.codes}"),
            "walks": json.dumps(walks_between(programme.venues.values())),
        },
    )


def changes(page, request):
    """What each release changed, the latest first."""
    festival = page.details.facts
    releases = list(festival.releases.all()) if festival.pk else []
    if not releases:
        raise Http404("Nothing has been released.")
    language = page.locale.language_code
    context = _context(page, request, path="changes/", title=_("What changed in the programme"))
    lines = lines_by_version(festival.translation_key, language=language)
    told = [(one, one.note_in(language), lines[one.number]) for one in releases]
    return render(
        request,
        "events/festival_changes.html",
        context | {"releases": told, "outputs": page.get_outputs(request, name="changes")},
    )


def worker(page, request):
    """The service worker that keeps the programme readable without a network. Its scope is the festival's own address."""
    url = page.get_url(request)
    release = page.details.facts.pk and page.details.facts.latest_release()
    files = ["css/site.css", "css/programme.css", "js/menu.js", "js/my_programme.js"]
    config = {
        "name": f"programme-{page.translation_key}-{page.locale.language_code}",
        "version": release.number if release else 0,
        "programme": f"{url}programme/",
        "pages": [url, f"{url}programme/", f"{url}my-programme/", f"{url}changes/"],
        "files": [*map(static, files), reverse("brand", args=[version_of(SiteSettings.for_request(request))])],
    }
    response = render(
        request, "events/festival_worker.js", {"config": json.dumps(config)}, content_type="text/javascript; charset=utf-8"
    )
    # Browsers ask again for it each day at most; a new release must not wait for that.
    response["Cache-Control"] = "no-cache"
    return response
