"""A researcher with twenty minutes: the list, a call and a role, at any width, with axe looking on (WCAG 2.2 AA)."""

from datetime import UTC, datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from wagtail.models import Locale

from core.blocks import StoryBlock
from opportunities.choices import Mode
from opportunities.models import FundedProject, FundingCallPage
from tests.factories.core import AudienceFactory, OrganisationFactory, PictureFactory, ThemeFactory, VenueFactory
from tests.factories.opportunities import (
    ApplicantFactory,
    AwardPageFactory,
    ContributorCallPageFactory,
    FundingCallPageFactory,
    OpportunitiesPageFactory,
    TrainingPageFactory,
    VolunteerRolePageFactory,
    training_run,
    written_round,
)

from .test_accessibility import RULES

NOW = datetime.now(UTC).replace(microsecond=0)
DAY = timedelta(days=1)


@pytest.fixture
def urls(home_page, site):
    parent = OpportunitiesPageFactory(parent=home_page, show_in_menus=True)
    words = [("text", StoryBlock().child_blocks["text"].get_preview_value())]
    facts = {
        "image": PictureFactory(size=(640, 400)),
        "themes": [ThemeFactory(name="Water", slug="water")],
        "meant_for": [AudienceFactory(name="Early-career researchers", slug="early-career")],
        "contact_email": "engage@example.org",
        "story": words,
    }
    call = FundingCallPageFactory(
        parent=parent,
        title="Seed fund",
        summary="A first try.",
        funder=OrganisationFactory(name="Calder Foundation", is_funder=True),
        apply_url="https://apply.example.org",
        preparation_days=5,
        sign_off_days=2,
        eligible_costs="Travel\nFood",
        ineligible_costs="Salaries",
        applicants=[
            ApplicantFactory(name="Researcher", slug="researcher", axis="role"),
            ApplicantFactory(name="Early career", slug="early", axis="stage"),
        ],
        outcomes=[FundedProject(title="A choir for eels", year=2026, amount=2000, lead="Mared Huws", organisation="The weir")],
        rounds=[
            written_round(
                name="Now",
                opens_at=NOW - DAY,
                internal_deadline_at=NOW + 9 * DAY,
                closes_at=NOW + 20 * DAY,
                award_from=500,
                award_to=2000,
            ),
            written_round(name="Next", mode=Mode.FORECAST),
            written_round(name="Last", opens_at=NOW - 90 * DAY, closes_at=NOW - 60 * DAY, applications=40, awards_made=9),
        ],
        **facts,
        **dict.fromkeys([*FundingCallPage.parts, "results"], words),
    )
    for slug, name in (("mid", "Mid-career"), ("established", "Established")):
        ApplicantFactory(name=name, slug=slug, axis="stage")
    starts = NOW + 30 * DAY
    training = TrainingPageFactory(
        parent=parent, title="Course", rounds=[training_run(starts_at=starts, ends_at=starts + DAY / 24)], **facts
    )
    award = AwardPageFactory(parent=parent, title="Prize", **facts)
    contributors = ContributorCallPageFactory(parent=parent, title="Stalls", **facts)
    call.rounds = [*call.rounds.all()]
    call.rounds.all()[0].award_to = 2500
    call.save_revision().publish()
    over = FundingCallPageFactory(parent=parent, title="Old fund", rounds=[written_round(closes_at=NOW - DAY)], **facts)
    role = VolunteerRolePageFactory(parent=parent, title="Steward", venue=VenueFactory(name="Old Library"), **facts)
    arabic = Locale.objects.get(language_code="ar")
    for page in (parent, call, role):
        translated = page.copy_for_translation(arabic, copy_parents=True)
        translated.title = "عنوان"
        translated.save_revision().publish()
    return {
        "list": parent.url,
        "list narrowed": parent.url + "?kind=funding&theme=water",
        "list with what nobody offers": parent.url + "?kind=nonsense",
        "list of what is over": parent.url + "?state=under-review",
        "call": call.url,
        "call that is over": over.url,
        "role": role.url,
        "training": training.url,
        "award": award.url,
        "call for contributors": contributors.url,
        "list in Arabic": "/ar" + parent.url,
        "call in Arabic": "/ar" + call.url,
        "role in Arabic": "/ar" + role.url,
    }


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_axe_finds_nothing_and_nothing_is_too_wide(new_page, urls, scheme, width):
    page = new_page(scheme=scheme, width=width)
    found, widths = {}, {}
    for name, url in urls.items():
        page.goto(url)
        widths[name] = page.evaluate("document.scrollingElement.scrollWidth")
        for result in Axe().run(page, options=RULES).response["violations"]:
            found.setdefault(name, []).append((result["id"], [node["html"][:160] for node in result["nodes"]]))

    assert found == {}
    assert widths == dict.fromkeys(urls, width)


def violations(page):
    found = Axe().run(page, options=RULES).response["violations"]
    return [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found]


def press(page, locator, key):
    locator.focus()
    page.keyboard.press(key)


def test_a_researcher_finds_checks_reads_and_subscribes_by_keyboard(new_page, urls):
    page = new_page(width=320)
    page.goto(urls["list"])
    assert violations(page) == []

    press(page, page.locator(".filters__fold > summary"), "Enter")
    for name, value in (("within", "30"), ("stage", "early")):
        press(page, page.locator(f"input[name={name}][value='{value}']"), "Space")
    press(page, page.locator(".filters__buttons button[type=submit]"), "Enter")
    page.wait_for_url("**within=30*stage=early**")
    page.locator("[data-results]:not([aria-busy])").wait_for()
    assert "Seed fund" in page.locator("main .card__title").all_inner_texts()
    assert "Counts for staff" in page.locator("main .card", has_text="Seed fund").inner_text()
    assert violations(page) == []

    press(page, page.locator("main .card__title a", has_text="Seed fund"), "Enter")
    page.wait_for_url("**/seed-fund/")
    assert "An application usually takes 5 working days to prepare." in page.locator("main").inner_text()
    assert "In the last round 9 of 40 applications were funded." in page.locator("main").inner_text()

    press(page, page.locator(".check-yourself > summary"), "Enter")
    for name, value in (("role", "researcher"), ("stage", "early")):
        press(page, page.locator(f"input[name='answer-{name}'][value='{value}']"), "Space")
    press(page, page.locator(".eligibility button[type=submit]"), "Enter")
    page.locator("[data-verdict=eligible]").wait_for(state="visible")
    assert violations(page) == []
    press(page, page.locator("input[name='answer-stage'][value='established']"), "Space")
    press(page, page.locator(".eligibility button[type=submit]"), "Enter")
    page.locator("[data-verdict=not-eligible]").wait_for(state="visible")

    page.goto(urls["list"] + "?within=30")
    subscribe = page.get_by_role("link", name="Subscribe to these deadlines")
    subscribe.focus()
    address = subscribe.get_attribute("href")
    assert address.startswith("webcal:")
    calendar = page.request.get("/" + address.split("/", 3)[3]).text()
    assert "SUMMARY:Internal deadline\\, counts for staff: Seed fund: Now" in calendar.replace("\r\n ", "")
