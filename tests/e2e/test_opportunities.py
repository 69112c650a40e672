"""A researcher with twenty minutes: the list, a call and a role, at any width, with axe looking on (WCAG 2.2 AA)."""

from datetime import UTC, datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from wagtail.models import Locale

from core.blocks import StoryBlock
from opportunities.choices import Mode
from opportunities.models.calls import SECTIONS
from tests.factories.core import AudienceFactory, OrganisationFactory, PictureFactory, ThemeFactory, VenueFactory
from tests.factories.opportunities import (
    FundingCallPageFactory,
    OpportunitiesPageFactory,
    VolunteerRolePageFactory,
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
        **dict.fromkeys(SECTIONS, words),
    )
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


def test_a_researcher_finds_what_closes_within_a_month_by_keyboard(new_page, urls):
    page = new_page(width=320)
    page.goto(urls["list"])

    page.get_by_text("Narrow the list").focus()
    page.keyboard.press("Enter")
    for name in ("30 days", "Early-career researchers"):
        page.get_by_label(name, exact=False).first.focus()
        page.keyboard.press("Space")
    page.get_by_role("button", name="Show").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**within=30**")

    assert page.locator("main .card__title").all_inner_texts() == ["Seed fund"]
    assert "Counts for staff" in page.locator("main .card").inner_text()

    page.locator("main .card__title a").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/seed-fund/")

    assert "An application usually takes 5 working days to prepare." in page.locator("main").inner_text()
