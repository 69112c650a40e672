"""One session has an address of its own: with every time it is on, to share, to add to a calendar, to choose."""

from wagtail.models import Locale

from events.festivals.services import release_programme
from events.models import Session
from tests.events.festivals.conftest import NOON


def codes(title):
    return [run.code for run in Session.objects.get(title=title).runs.order_by("day")]


def test_it_says_all_there_is_to_know_of_every_time(client, festival_page, sessions, read):
    first, second = codes("Eels at noon")

    text = read(f"programme/{first}/")

    assert "<h1>Eels at noon</h1>" in text
    for words in ("Saturday 1 May, midday to 1pm", "Sunday 2 May, midday to 1pm", "Boathouse, The Meadow", "Dr Non Prys",
                  "Ages 8 and over", "BSL interpreted", "They cross an ocean once."):  # fmt: skip
        assert words in text, words
    assert f'href="{festival_page.url}my-programme.ics?runs={first},{second}"' in text
    assert f'<link rel="canonical" href="http://localhost{festival_page.url}programme/{first}/">' in text


def test_its_other_times_lead_to_the_same_page(client, festival_page, sessions):
    first, second = codes("Eels at noon")

    response = client.get(f"{festival_page.url}programme/{second}/")

    assert (response.status_code, response.url) == (302, f"{festival_page.url}programme/{first}/")


def test_what_is_not_in_the_programme_is_not_found(client, festival, festival_page, sessions):
    Session.objects.filter(title="Mud kitchen").delete()
    for code in ("nothere", "x" * 300):
        assert client.get(f"{festival_page.url}programme/{code}/").status_code == 404, code


def test_a_cancelled_session_says_why_and_offers_no_booking(read, sessions):
    text = read(f"programme/{codes('Otters')[0]}/")

    assert "They have moved away." in text
    assert "Book a place" not in text


def test_the_programme_leads_to_it(read, festival_page, sessions):
    assert f'<a href="{festival_page.url}programme/{codes("Eels at noon")[0]}/">Eels at noon</a>' in read()
    assert f'<a href="{festival_page.url}programme/{codes("Eels at noon")[0]}/">Eels at noon</a>' in read(
        "programme/?view=grid"
    )


def test_readers_of_another_language_get_its_words(client, festival_page, sessions):
    welsh = festival_page.copy_for_translation(Locale.objects.get(language_code="cy"), copy_parents=True)
    welsh.save_revision().publish()

    text = client.get(f"/cy{festival_page.url}programme/{codes('Eels at noon')[0]}/").content.decode()

    assert "<h1>Llysywod am hanner dydd</h1>" in text


def test_what_editors_want_everybody_to_see_stands_on_the_festivals_page(read, festival, sessions):
    assert "Highlights" not in read("")
    Session.objects.filter(title__in=["Eels at noon", "Otters"]).update(is_highlight=True)
    release_programme(festival=festival, note="", now=NOON)

    section = read("").partition('id="highlights"')[2].partition("</section>")[0]
    assert "Eels at noon" in section
    # Nobody is sent to what is cancelled.
    assert "Otters" not in section
