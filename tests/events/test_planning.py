"""What editors read is the latest draft, whoever saves it."""

from datetime import UTC, date, datetime, time, timedelta

from wagtail.models import Locale

from events.models import DraftEvent, DraftOccurrence, EventDate, EventPage
from events.services.planning import rebuild_plans
from tests.factories.core import AccessFeatureFactory, AudienceFactory, PictureFactory, ThemeFactory, VenueFactory
from tests.factories.events import EventPageFactory

NOON = datetime(2027, 3, 18, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def planned():
    return list(DraftOccurrence.objects.values_list("starts_at", "ends_at"))


def test_a_draft_that_was_never_published_is_planned(events_page):
    page = EventPageFactory(parent=events_page, title="Stars", dates=[(NOON, NOON + HOUR)], publish=False)

    assert (DraftEvent.objects.get().page, DraftEvent.objects.get().title, planned()) == (page, "Stars", [(NOON, NOON + HOUR)])


def test_a_changed_draft_of_a_published_event_is_planned_as_drafted(events_page):
    page = EventPageFactory(parent=events_page, dates=[(NOON, NOON + HOUR)])
    page.title = "Moons"
    page.dates = [EventDate(start_date=date(2027, 4, 2), start_time=time(19))]
    page.booking = "drop-in"
    page.venue, page.image, page.summary = VenueFactory(), PictureFactory(), "Come."
    page.themes, page.meant_for = [ThemeFactory()], [AudienceFactory()]
    page.save_revision()

    plan = DraftEvent.objects.get()

    assert (plan.title, plan.venue) == ("Moons", page.venue)
    assert (plan.has_picture, plan.has_summary, plan.is_drop_in) == (True, True, True)
    assert [list(plan.themes.all()), list(plan.meant_for.all())] == [list(page.themes.all()), list(page.meant_for.all())]
    assert planned() == [(datetime(2027, 4, 2, 18, tzinfo=UTC), datetime(2027, 4, 2, 23, tzinfo=UTC))]


def test_access_is_known_from_the_event_itself(events_page):
    page = EventPageFactory(parent=events_page)
    page.access.create(feature=AccessFeatureFactory())
    page.save_revision()

    assert DraftEvent.objects.get().has_own_access


def test_a_translation_changes_no_plan(events_page):
    page = EventPageFactory(parent=events_page, title="Stars", dates=[(NOON, NOON + HOUR)])
    welsh = page.copy_for_translation(Locale.objects.get(language_code="cy"), copy_parents=True)
    welsh.title = "Sêr"
    welsh.dates = [EventDate(start_date=date(2027, 4, 2))]
    welsh.save_revision()

    assert (DraftEvent.objects.get().page, DraftEvent.objects.get().title, planned()) == (page, "Stars", [(NOON, NOON + HOUR)])


def test_half_written_and_absurd_dates_are_no_dates_yet(events_page):
    page = EventPageFactory(parent=events_page, dates=[(NOON, NOON + HOUR)])
    page.dates = [EventDate(start_date=date.max, start_time=time(23)), EventDate(start_date=None)]
    page.save_revision(clean=False)

    assert planned() == []


def test_deleting_an_event_deletes_its_plan(events_page):
    EventPageFactory(parent=events_page).delete()

    assert not DraftEvent.objects.exists()


def test_plans_can_be_made_anew(events_page):
    page = EventPageFactory(parent=events_page, dates=[(NOON, NOON + HOUR)])
    page.copy_for_translation(Locale.objects.get(language_code="cy"), copy_parents=True)
    DraftEvent.objects.all().delete()

    assert (rebuild_plans(), planned(), EventPage.objects.count()) == (1, [(NOON, NOON + HOUR)], 2)
