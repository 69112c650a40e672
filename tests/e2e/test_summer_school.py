"""A sixteen-year-old with a telephone: the summer school's page, and whether they are eligible, with and without scripts."""

from datetime import UTC, datetime, time, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from wagtail.models import Locale

from core.blocks import StoryBlock
from core.eligibility.check import Check
from tests.core.eligibility.cases import CASES, SCHOOL
from tests.factories.core import PictureFactory, ThemeFactory, VenueFactory
from tests.factories.events import EventsPageFactory
from tests.factories.schools import SummerSchoolPageFactory, all_of, any_of, school_run, tick

from .test_accessibility import RULES

NOW = datetime.now(UTC).replace(microsecond=0)
DAY = timedelta(days=1)
SLOT = {"starts": time(14, 0), "ends": time(16, 0), "title": "Keys, rooms, cake", "where": "Lodge", "who": "the mentors"}
DAYS = [("day", {"number": 1, "title": "Arriving", "slots": [SLOT]})]
AGE = {"statement": "How old are you?", "minimum": 16, "maximum": 18, "hint": "On the first day", "evidence": ""}
YEARS = [{"type": "item", "id": f"y{year}", "value": {"label": f"Year {year}", "counts": year == 12}} for year in (11, 12)]
ELIGIBILITY = [
    all_of(
        {"type": "choice", "id": "year", "value": {"statement": "Which year?", "options": YEARS, "hint": "", "evidence": ""}},
        {"type": "number", "id": "age", "value": AGE},
        name="Where you are now",
    ),
    any_of(2, tick("first"), tick("cared for", evidence="A letter"), any_of(1, tick("far"), name="Far"), name="About you"),
]


@pytest.fixture
def urls(home_page, site):
    parent = EventsPageFactory(parent=home_page)
    words = [("text", StoryBlock().child_blocks["text"].get_preview_value())]

    def dates(offset):
        return {
            "opens_at": NOW + (offset - 20) * DAY,
            "closes_at": NOW + (offset + 20) * DAY,
            "decision_on": (NOW + (offset + 30) * DAY).date(),
            "start_date": (NOW + (offset + 60) * DAY).date(),
            "end_date": (NOW + (offset + 64) * DAY).date(),
        }

    def run(offset, **values):
        return school_run(
            **{"venue": venue, "cost": 350, "bursary": 350, "places": 20, "timetable": DAYS} | dates(offset) | values
        )

    venue = VenueFactory(name="Old Library")
    facts = {
        "image": PictureFactory(size=(640, 400)),
        "themes": [ThemeFactory(name="Water")],
        "contact_email": "ask@example.org",
        "eligibility": ELIGIBILITY,
        "questions": [("question", {"title": "May I go home?", "text": "<p>Yes.</p>"})],
        **dict.fromkeys(("story", "a_day", "teachers", "money", "how_to_apply", "site_and_access", "record"), words),
    }
    runs = [run(0, name="Now", apply_url="https://apply.example.org"), run(40, name="Later", stay="residential")]
    school = SummerSchoolPageFactory(
        parent=parent, title="Bridges", summary="A week.", runs=[*runs, run(-200, name="Last")], **facts
    )
    over = SummerSchoolPageFactory(parent=parent, title="Old bridges", runs=[run(-200, took_part=12)], **facts)
    translated = school.copy_for_translation(Locale.objects.get(language_code="ar"), copy_parents=True)
    translated.title = "جسور"
    translated.save_revision().publish()
    check = f"/am-i-eligible/{school.pk}/"
    return {"open": school.url, "over": over.url, "check": check, "in Arabic": "/ar" + school.url}


def violations(page):
    return [
        (one["id"], [node["html"][:160] for node in one["nodes"]])
        for one in Axe().run(page, options=RULES).response["violations"]
    ]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_axe_finds_nothing_and_nothing_is_too_wide(new_page, urls, scheme, width):
    page = new_page(scheme=scheme, width=width)
    found, widths = {}, {}
    for name, url in urls.items():
        page.goto(url)
        widths[name] = page.evaluate("document.scrollingElement.scrollWidth")
        found |= {name: seen} if (seen := violations(page)) else {}

    assert found == {}
    assert widths == dict.fromkeys(urls, width)


def test_the_script_answers_every_case_as_the_server_does(new_page, urls):
    page = new_page()
    page.goto(urls["check"])
    cases = [
        {"ticked": sorted(given.ticked), "unsure": sorted(given.unsure), "values": given.values}
        for _name, given, *_rest in CASES
    ]

    answers = page.evaluate(
        """async ([groups, cases]) => {
            const { evaluate } = await import("/static/js/eligibility.js");
            return cases.map((answers) => evaluate(groups, answers));
        }""",
        [Check(criteria=SCHOOL, page_id=0).script_data["groups"], cases],
    )

    for (name, _given, verdict, met, not_met, not_known, sentences), answer in zip(CASES, answers, strict=True):
        by_state = {state: {key for key, value in answer["states"].items() if value is state} for state in (True, False, None)}
        shown = [answer["sentences"][key] for key in ("now", "circumstances", "money")]
        assert (name, answer["verdict"], by_state, shown) == (
            name, verdict, {True: set(met), False: set(not_met), None: set(not_known)}, sentences,
        )  # fmt: skip


def test_by_keyboard_the_answer_comes_in_the_page_and_nothing_is_sent(new_page, urls):
    page = new_page(width=320)
    page.goto(urls["open"])
    sent = []
    page.on(
        "request", lambda request: (request.method != "GET" or request.is_navigation_request()) and sent.append(request.url)
    )

    page.get_by_label("Year 12").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("seventeen")
    page.keyboard.press("Enter")

    assert page.locator(":focus").inner_text() == "This does not seem to be for you"
    assert page.get_by_text("Write a whole number in digits").is_visible()
    assert page.get_by_label("How old are you?").get_attribute("aria-invalid") == "true"
    assert violations(page) == []

    page.get_by_label("How old are you?").fill("17")
    for name in ("I am cared for", "I am far"):
        page.get_by_label(name).focus()
        page.keyboard.press("Space")

    assert page.locator("[data-eligibility-status]").inner_text() == "You can apply"
    assert page.locator(":focus").get_attribute("name") == "answer-far"
    assert page.locator("#eligibility-result").inner_text().splitlines()[0] == "You can apply"
    assert page.get_by_text("You meet 2, which is enough.").is_visible()
    assert page.locator("[data-evidence-list] li").all_inner_texts() == ["A letter"]
    assert violations(page) == []
    assert sent == []

    page.get_by_role("button", name="Start again").press("Enter")

    assert not page.locator("#eligibility-result").is_visible()
    assert page.get_by_label("How old are you?").input_value() == ""


def test_without_scripts_the_server_answers_and_the_address_says_nothing(browser, live_server, urls):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(urls["open"])

    page.get_by_label("Year 12").check()
    page.get_by_label("How old are you?").fill("17")
    page.get_by_label("I am first").check()
    page.get_by_label("I am cared for").check()
    page.get_by_role("button", name="Check").click()

    page.wait_for_url(f"{live_server.url}{urls['check']}#eligibility-result")
    page.get_by_role("heading", name="You can apply").wait_for()
    assert page.get_by_label("How old are you?").input_value() == "17"
    assert context.cookies() == []
    page.get_by_role("link", name="Start again").click()
    expect(page.get_by_label("I am first")).not_to_be_checked()
    context.close()
