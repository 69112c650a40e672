"""What a festival shows, in the reader's language: on its own page, behind it, and in one line above the list of events."""

import json
from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.brand import version_of
from core.cards import Badge, foreign_language
from core.dates import day_words, days_words, hours_words, local
from core.localized import in_language
from core.models import SiteSettings
from core.process_cache import CachedByLanguage
from core.publishing import facts_on, original_of, public_pages
from core.publishing.presenting import Presenter
from core.site_context import current_site_context
from events.cards import event_cards
from events.festivals.changelog import lines_by_version
from events.festivals.filters import ProgrammeFilters
from events.festivals.hours import read
from events.festivals.layout import days_of, lay_out, now_and_next, rooms_of
from events.festivals.models import Festival, FestivalPage
from events.festivals.my_programme import choice_of, walks_between
from events.festivals.programme import drafted_programme_of, lately_changed, programme_of
from events.festivals.serializers import LISTINGS, dates_of_events, festival_objects


@dataclass(kw_only=True)
class FestivalDetails:
    """The facts of one festival. `at(now)` adds what depends on the time."""

    facts: Festival
    venues: list
    hours: list

    def at(self, now):
        self.is_over, self.is_on = self.facts.is_over(now=now), self.facts.is_on(now=now)
        self.days = [self._day(one, now) for one in self.hours]
        return self

    def _day(self, one, now):
        """One day with its opening hours as it is shown."""
        starts_at, ends_at = (local(at, self.facts.timezone) for at in (one.starts_at, one.ends_at))
        return {
            "starts_at": starts_at,
            "words": day_words(one.day),
            "hours": hours_words(starts_at, ends_at),
            "state": "over" if one.ends_at <= now else "on" if one.starts_at <= now else "to-come",
        }

    @property
    def first(self):
        """The first moment, in the festival's own zone."""
        return local(self.facts.starts_at, self.facts.timezone) if self.facts.starts_at else None

    @property
    def when(self):
        return dates_of(self.hours)


def dates_of(hours):
    """The first day to the last: "Saturday 1 May 2027 to Sunday 2 May 2027"."""
    return days_words(hours[0].day, hours[-1].day) if hours else ""


class FestivalPresenter(Presenter):
    def details_of_published(self, page):
        festival = Festival.objects.filter(translation_key=original_of(page).translation_key, is_public=True).first()
        return festival and self._details(festival, festival.venues.all(), page)

    def details_of_draft(self, page):
        return self._details(facts_on(page), page.venues.all(), page)

    def _details(self, festival, venues, page):
        hours = read(festival.hours, festival.timezone)
        return FestivalDetails(facts=festival, venues=in_language(venues, page.locale), hours=hours)

    def released(self, page):
        """Its programme as it was last released, or None."""
        return programme_of(page)

    def context(self, page, *, request, now):
        """With the festival's own events: each with its next date, those that are over last."""
        rows = dates_of_events(page).select_related("facts__format", "venue")
        rows = [*rows.upcoming_events(now=now), *rows.past_events(now=now)]
        return self._programme_now(page, page.released, now) | {
            "festival": page.details.at(now),
            "events": event_cards(rows, locale=page.locale, now=now, request=request, counts_more=False),
            "programme_url": f"{page.get_url(request)}programme/",
            "outputs": page.get_outputs(request, name="festival"),
        }

    def _programme_now(self, page, programme, now):
        on_now, coming = now_and_next(programme.entries, now=now) if programme else ([], [])
        return {"programme": programme, "on_now": on_now, "coming": coming, "lately": lately_changed(page, now=now)}

    def listing(self, page, *, request, format, now, name="festival"):
        return LISTINGS[name](page, request=request, format=format)

    def structured_data(self, page, *, request, now):
        # The programme and its changes are parts of this page for people, not things of their own for machines.
        is_the_page_itself = request.path == page.get_url_parts(request)[2]
        return festival_objects(page, request, now=now) if is_the_page_itself else []

    # What is behind the festival's own address.

    def _render(self, page, request, template, *, path, title, **context):
        base_url = page.get_url(request)
        context = {
            "page": page,
            "self": page,
            "title": title,
            "trail": [*page.breadcrumbs, page],
            "base_url": base_url,
            "canonical_url": page.get_full_url(request) + path,
        } | context
        return render(request, f"events/{template}.html", context)

    def draft_programme(self, page, request):
        """The page of its programme as it is being planned."""
        return self.programme(page, request, programme=drafted_programme_of(page))

    def programme(self, page, request, *, programme=None):
        """The whole programme, or what the reader has asked for: as a list, as a grid of rooms, or room by room."""
        now = timezone.now()
        programme = programme or page.released
        about = {"path": "programme/", "title": _("Programme")}
        if programme is None:
            return self._render(page, request, "festival_no_programme", **about)
        filters = ProgrammeFilters(request.GET, programme=programme, now=now)
        days = days_of(filters.entries)
        return self._render(
            page,
            request,
            "festival_programme",
            **about,
            **self._programme_now(page, programme, now),
            filters=filters,
            days=[(day, lay_out(day) if filters.view == "grid" else None) for day in days],
            rooms=rooms_of(filters.entries) if filters.view == "rooms" else [],
            outputs=page.get_outputs(request, name="programme"),
        )

    def session(self, page, request, code):
        """One session with every time it is on: what somebody shares who wants a friend to come along."""
        programme = page.released
        chosen = programme.by_code.get(code) if programme else None
        if chosen is None:
            raise Http404("There is no such session in the programme.")
        runs = sorted([chosen, *chosen.others], key=lambda run: (run.starts_at, run.code))
        base_url = page.get_url(request)
        if code != runs[0].code:
            return redirect(base_url + chosen.path)
        codes = ",".join(run.code for run in runs)
        return self._render(
            page,
            request,
            "festival_session_page",
            path=chosen.path,
            title=chosen.title,
            trail=[*page.breadcrumbs, page, {"title": _("Programme"), "url": f"{base_url}programme/"}],
            session=runs[0],
            runs=runs,
            calendar_url=f"{base_url}my-programme.ics?runs={codes}",
        )

    def my_programme(self, page, request):
        """The runs that the address names, with what does not work out between them; without any, all to choose from."""
        programme = page.released
        about = {"path": "my-programme/", "title": _("My programme"), "programme": programme}
        if programme is None:
            return self._render(page, request, "festival_no_programme", **about)
        choice, is_shared = choice_of(request.GET, programme), "runs" in request.GET
        return self._render(
            page,
            request,
            "festival_my_programme",
            **about,
            choice=choice,
            is_shared=is_shared,
            days=days_of(choice.entries if is_shared else programme.entries),
            share_url=request.build_absolute_uri(f"{page.get_url(request)}my-programme/?runs={choice.codes}"),
            walks=json.dumps(walks_between(programme.venues.values())),
        )

    def changes(self, page, request):
        """What each release changed, the latest first."""
        festival = page.details.facts
        releases = festival.releases.all() if festival.pk else []
        if not releases:
            raise Http404("Nothing has been released.")
        language = page.locale.language_code
        lines = lines_by_version(festival.translation_key, language=language)
        return self._render(
            page,
            request,
            "festival_changes",
            path="changes/",
            title=_("What changed in the programme"),
            releases=[(one, one.note_in(language), lines[one.number]) for one in releases],
            outputs=page.get_outputs(request, name="changes"),
        )

    def worker(self, page, request):
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
        type = "text/javascript; charset=utf-8"
        response = render(request, "events/festival_worker.js", {"config": json.dumps(config)}, content_type=type)
        # Browsers ask again for it each day at most; a new release must not wait for that.
        response["Cache-Control"] = "no-cache"
        return response


def teasers(*, request, now, locale):
    """Festivals that are not over, the soonest first, each in a line: what it is called and when it is."""
    context = current_site_context()
    site = context.listed_site(request)
    return [
        {
            "title": page.title,
            "url": page.get_url(request),
            "dates": dates_of(read(festival.hours, festival.timezone)),
            "badges": [Badge(text=_("On now"), kind="good")] if festival.is_on(now=now) else [],
            "lang": foreign_language(page, locale),
        }
        for page, festival in known_festivals(locale)
        if context.is_of_site(page, site) and festival.ends_at and festival.ends_at > now
    ]


def _read(locale):
    festivals = list(Festival.objects.public().order_by("starts_at", "pk"))
    pages = FestivalPage.objects.select_related("locale")
    pages = pages.only("title", "url_path", "translation_key", "depth", "path", "slug", "locale")
    found = public_pages(pages.filter, (one.translation_key for one in festivals), locale, source="festival")
    return [(found[one.translation_key], one) for one in festivals if one.translation_key in found]


#: Kept by each process until a page changes, since what's on is the page most read.
known_festivals = CachedByLanguage(_read)
