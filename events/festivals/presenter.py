from core.publishing.presenting import Presenter
from events.festivals.details import details_of_draft, details_of_published, event_cards_of
from events.festivals.layout import now_and_next
from events.festivals.published import drafted_programme_of, lately_changed, programme_of
from events.festivals.structured_data import festival_objects
from events.festivals.views import programme


class FestivalPresenter(Presenter):
    """What a festival's page shows."""

    details_of_published = staticmethod(details_of_published)
    details_of_draft = staticmethod(details_of_draft)

    def released(self, page):
        """Its programme as it was last released, or None."""
        return programme_of(page)

    def draft_programme(self, page, request):
        """The page of its programme as it is being planned."""
        return programme(page, request, programme=drafted_programme_of(page))

    def context(self, page, *, request, now):
        on_now, coming = now_and_next(page.released.entries, now=now) if page.released else ([], [])
        return {
            "festival": page.details.at(now),
            "events": event_cards_of(page, now=now, request=request),
            "programme": page.released,
            "on_now": on_now,
            "coming": coming,
            "lately": lately_changed(page, now=now),
            "programme_url": f"{page.get_url(request)}programme/",
            "outputs": page.get_outputs(request, name="festival"),
        }

    def structured_data(self, page, *, request, now):
        # The programme and its changes are parts of this page for people, not things of their own for machines.
        is_the_page_itself = request.path == page.get_url_parts(request)[2]
        return festival_objects(page, request, now=now) if is_the_page_itself else []
