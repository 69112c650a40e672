"""What followers hear of, and when."""

from contextlib import contextmanager
from datetime import timedelta

from events.choices import Status
from events.models import EventPage, Occurrence
from events.models.occurrences import occurrences_changed
from events.services import announce_change
from tests.factories.events import SOME_DAY, EventPageFactory, written

HOUR = timedelta(hours=1)


@contextmanager
def heard():
    """The uids that were told of, each with where it starts when it was told (None: gone)."""
    found = {}

    def listen(sender, uids, **kwargs):
        found.update(dict.fromkeys(uids))
        found.update(Occurrence.objects.filter(uid__in=uids).values_list("uid", "starts_at"))

    occurrences_changed.connect(listen)
    try:
        yield found
    finally:
        occurrences_changed.disconnect(listen)


def test_followers_hear_of_what_is_published_moved_and_taken_away(events_page):
    with heard() as first:
        page = EventPageFactory(
            parent=events_page, dates=[(SOME_DAY, SOME_DAY + HOUR), (SOME_DAY + 2 * HOUR, SOME_DAY + 3 * HOUR)]
        )
    one, two = page.dates.order_by("start_time")
    assert first == {one.uid: SOME_DAY, two.uid: SOME_DAY + 2 * HOUR}

    moved = written((SOME_DAY + HOUR, SOME_DAY + 2 * HOUR))
    moved.uid = one.uid
    page.dates = [moved]
    with heard() as second:
        page.save_revision().publish()

    # What was promised and is taken off the page stays, as cancelled.
    assert second == {one.uid: SOME_DAY + HOUR, two.uid: SOME_DAY + 2 * HOUR}
    assert Occurrence.objects.get(uid=two.uid).status == Status.CANCELLED


def test_followers_hear_of_announcements_and_of_pages_that_go(events_page):
    page = EventPageFactory(parent=events_page)
    [uid] = page.facts.occurrences.values_list("uid", flat=True)

    with heard() as cancelled:
        announce_change(facts=page.facts, status=Status.CANCELLED, reason="Storm", now=SOME_DAY - HOUR)
    with heard() as hidden:
        page.unpublish()
    with heard() as gone:
        EventPage.objects.get(pk=page.pk).delete()

    assert (cancelled, hidden, gone) == ({uid: SOME_DAY}, {uid: SOME_DAY}, {uid: None})
