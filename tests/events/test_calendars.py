"""Links into calendars on the web."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from events.presenters import google_url, office_url, outlook_url
from tests.core.outputs.entries import HALL, HOSTILE, NOON, an_entry


def asked(url):
    return {name: value for name, [value] in parse_qs(urlsplit(url).query, strict_parsing=True).items()}


def test_google_is_told_the_hours_on_the_clock_and_the_zone():
    url = google_url(an_entry(summary="Bring a coat.", place=HALL))

    assert url.startswith("https://calendar.google.com/calendar/render?")
    assert asked(url) == {
        "action": "TEMPLATE",
        "text": "Stars",
        "dates": "20270701T140000/20270701T150000",
        "ctz": "Europe/London",
        "details": "Bring a coat.\n\nhttps://engage.example/whats-on/stars/",
        "location": "Hall, 1 High Street, Porthaven PH1 2AB",
    }


@pytest.mark.parametrize(("build", "host"), [(outlook_url, "outlook.live.com"), (office_url, "outlook.office.com")])
def test_outlook_is_told_moments_with_their_offset(build, host):
    url = build(an_entry(notice="Moved online", reason="Snow.", online_url="https://meet.example/stars"))

    assert urlsplit(url).netloc == host
    assert asked(url) == {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "subject": "Moved online: Stars",
        "startdt": "2027-07-01T14:00:00+01:00",
        "enddt": "2027-07-01T15:00:00+01:00",
        "body": "Moved online: Snow.\n\nhttps://engage.example/whats-on/stars/",
        "location": "https://meet.example/stars",
    }


def test_whole_days_end_the_day_after():
    entry = an_entry(
        starts_at=NOON.replace(hour=0), ends_at=NOON.replace(hour=0) + timedelta(days=2), timezone="UTC", is_all_day=True
    )

    assert asked(google_url(entry))["dates"] == "20270701/20270703"
    assert (asked(outlook_url(entry))["enddt"], asked(outlook_url(entry))["allday"]) == ("2027-07-03", "true")


def test_an_unknown_end_is_the_beginning():
    assert asked(google_url(an_entry(ends_at=None)))["dates"] == "20270701T140000/20270701T140000"


@pytest.mark.parametrize("title", HOSTILE)
def test_any_title_fits_into_an_address(title):
    for build in (google_url, outlook_url):
        url = build(an_entry(title=title, summary=title * 9))

        assert url.isascii()
        assert not any(character in url for character in " \n\"<>'")
        assert len(url) < 16_000


def test_what_only_has_a_month_or_no_date_is_no_date_for_a_calendar():
    for entry in (an_entry(has_day=False), an_entry(starts_at=None)):
        assert (google_url(entry), outlook_url(entry)) == ("", "")
