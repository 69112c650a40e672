"""An editor brings a file: upload, columns, dry run, import."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from django.contrib.auth.models import Group

from events.models import EventPage, ExternalId, ImportRow, Occurrence
from tests.factories.events import EventPageFactory
from tests.factories.users import UserFactory

from .desk import NOON, WHOLE, Desk, outcomes
from .files import calendar, csv_file, workbook


def test_a_row_becomes_a_draft_with_all_that_it_says(desk):
    desk.check(WHOLE)
    desk.press("confirm")

    page = EventPage.objects.get()
    [day] = page.dates.all()

    assert (page.live, page.title, page.summary, page.external.external_id) == (False, "Stars", "Bring a coat.", "A1")
    assert (day.start_date, day.start_time, day.end_time) == (date(2027, 3, 18), time(18), time(19, 30))
    assert (page.format.slug, page.venue.slug, page.room.name, page.age_from) == ("talk", "observatory", "Dome", 8)
    assert (page.price, page.price_from, page.contact_email) == ("paid", Decimal("4.50"), "stars@example.org")
    assert {theme.slug for theme in page.themes.all()} == {"space", "night"}
    assert [audience.slug for audience in page.meant_for.all()] == ["families"]
    assert page.story[0].value.source == "<p>We look up.</p><p>Then we talk.</p>"


def test_a_second_import_updates_what_the_first_made(desk):
    desk.check(WHOLE)
    desk.press("confirm")
    desk.check(WHOLE)
    again = outcomes()[-1]
    desk.check(WHOLE.replace(b"18:00", b"18:30").replace(b"Bring a coat.", b"-"))
    desk.press("confirm")

    page = EventPage.objects.get().get_latest_revision_as_object()

    assert again == (2, "same", {})
    assert (page.summary, page.dates.get().start_time) == ("", time(18, 30))


def test_a_moved_date_keeps_its_identity_and_its_note(desk, events_page):
    week, hour = timedelta(days=7), timedelta(hours=1)
    page = EventPageFactory(parent=events_page, dates=[(NOON, NOON + hour), (NOON + week, NOON + week + hour)])
    ExternalId.objects.create(external_id="A", page=page)
    first, second = (row.uid for row in page.dates.order_by("start_date"))

    desk.check(csv_file("Reference,Day,More dates", "A,2027-03-08 14:00,2027-03-20 10:00"))
    desk.press("confirm")

    dates = EventPage.objects.get().get_latest_revision_as_object().dates.all()
    assert {row.uid: (row.start_date, row.start_time) for row in dates} == {
        second: (date(2027, 3, 8), time(14)),
        first: (date(2027, 3, 20), time(10)),
    }


def test_published_at_once_where_asked_and_allowed(desk):
    desk.check(csv_file("Title,Day", "Stars,18/03/2027", "Undated,"))
    desk.press("confirm", publishes="on")

    assert list(EventPage.objects.order_by("path").values_list("title", "live")) == [("Stars", True), ("Undated", False)]
    assert Occurrence.objects.count() == 1
    assert ImportRow.objects.get(number=3).words == "Kept as a draft: it has no date."


def whole(page):
    return page.serializable_data() | {"story": list(page.story.raw_data)}


def test_what_is_published_is_what_its_revision_says(desk):
    for summary in (b"Bring a coat.", b"Bring a hat."):
        desk.check(WHOLE.replace(b"Bring a coat.", summary))
        desk.press("confirm", publishes="on")

        page = EventPage.objects.get()
        said = page.live_revision.as_object()
        # The act of publishing is no part of what was said.
        said.live_revision, said.last_published_at = page.live_revision, page.last_published_at
        assert page.summary == summary.decode()
        assert whole(page) == whole(said)


def test_a_choice_is_known_however_its_words_are_joined(desk):
    desk.check(csv_file("Title,Booking,Price", "Stars,Drop_in,pay what you can", "Moons,drop in at any time,Pay-what-you-can"))
    desk.press("confirm")

    assert set(EventPage.objects.values_list("booking", "price")) == {("drop-in", "pay-what-you-can")}


def test_who_may_not_publish_is_not_offered_it(client, events_page, words):
    writer = UserFactory()
    writer.groups.set(Group.objects.filter(name="Editors"))
    desk = Desk(client, writer, events_page)

    response = desk.check(csv_file("Title,Day", "Stars,18/03/2027"))
    desk.press("confirm", publishes="on")

    assert ("publishes" in response.context["form"].fields, EventPage.objects.get().live) == (False, False)


def test_dates_of_published_events_move_only_with_a_reason(desk, events_page):
    page = EventPageFactory(parent=events_page, dates=[(NOON + timedelta(days=9), NOON + timedelta(days=9, hours=1))])
    ExternalId.objects.create(external_id="A", page=page)
    desk.check(csv_file("Reference,Day", "A,2027-03-20 18:00"))

    refused = desk.press("confirm", publishes="on")
    before = Occurrence.objects.get().starts_at
    desk.press("confirm", publishes="on", reason="The hall is being painted.")

    assert (refused.status_code, before) == (422, NOON + timedelta(days=9))
    assert Occurrence.objects.get().starts_at == datetime(2027, 3, 20, 18, tzinfo=UTC)


def test_somebody_elses_unpublished_changes_are_not_published_along(desk, events_page):
    page = EventPageFactory(parent=events_page, title="Stars")
    ExternalId.objects.create(external_id="A", page=page)
    page.title = "Half an idea"
    page.save_revision()

    desk.check(csv_file("Reference,Summary", "A,New words."))
    desk.press("confirm", publishes="on")

    page.refresh_from_db()
    assert (page.title, page.summary, page.draft_title) == ("Stars", "", "Half an idea")
    assert ImportRow.objects.get().words == "Kept as a draft: it had changes that nobody has published yet."


def test_an_event_changed_since_the_check_is_left_alone(desk, events_page):
    page = EventPageFactory(parent=events_page, title="Stars")
    ExternalId.objects.create(external_id="A", page=page)
    desk.check(csv_file("Reference,Summary", "A,New words."))
    page.summary = "Written meanwhile."
    page.save_revision()

    desk.press("confirm")

    row = ImportRow.objects.get()
    assert (row.result, row.words) == (
        "failed",
        "Somebody has changed this event since the file was checked. Check the file again.",
    )
    assert page.get_latest_revision_as_object().summary == "Written meanwhile."


def test_a_workbook_with_excels_own_dates_is_imported(desk):
    desk.check(workbook(["Title", "Day", "Starts"], ["Stars", 46464, 0.75]), "events.xlsx")
    desk.press("confirm")

    day = EventPage.objects.get().dates.get()
    assert (day.start_date, day.start_time) == (date(2027, 3, 18), time(18))


def test_a_calendar_is_imported_and_updated_by_uid(desk):
    entry = "UID:talk@example.org\nSUMMARY:Stars\nDTSTART:20270318T180000Z\nDTEND:20270318T190000Z\nLOCATION:Old Observatory"
    desk.check(calendar(entry), "events.ics")
    desk.press("confirm")
    desk.check(calendar(entry.replace("Stars", "Stars and moons")), "events.ics")
    desk.press("confirm")

    page = EventPage.objects.get().get_latest_revision_as_object()
    assert (page.title, page.venue.slug, page.external.external_id) == ("Stars and moons", "observatory", "talk@example.org")
