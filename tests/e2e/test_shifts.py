"""A volunteer who takes shifts with the keyboard alone, and axe looking on (WCAG 2.2 AA)."""

from datetime import UTC, datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from opportunities.models import Shift
from tests.factories.events import EventsPageFactory
from tests.factories.opportunities import OpportunitiesPageFactory, VolunteerRolePageFactory
from tests.factories.shifts import event_at, shifts_of

from .test_accessibility import RULES

NOW = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
DAY = timedelta(days=1)


@pytest.fixture
def role(home_page, site):
    parent = OpportunitiesPageFactory(parent=home_page, show_in_menus=True)
    role = VolunteerRolePageFactory(parent=parent, title="Steward", contact_email="volunteers@example.org")
    event = event_at(EventsPageFactory(parent=home_page), NOW + 7 * DAY, NOW + 8 * DAY, title="Family day", hours=6)
    *_others, last = shifts_of(role, event, people=2, longest=180, changeover=15)
    Shift.objects.filter(pk=last.pk).update(cancelled_at=NOW)
    return role


def violations(page):
    found = Axe().run(page, options=RULES).response["violations"]
    return [(result["id"], [node["html"][:160] for node in result["nodes"]]) for result in found]


def test_a_volunteer_takes_two_shifts_and_gives_one_back_by_keyboard(new_page, role):
    page = new_page(width=320)
    found = {}

    def press(locator, key):
        locator.focus()
        page.keyboard.press(key)

    def press_button(name):
        with page.expect_navigation():
            press(page.get_by_role("button", name=name).first, "Enter")

    page.goto(role.url)
    found["role"] = violations(page)
    press_button("Hold these places")
    assert "Choose at least one shift." in page.locator("main").inner_text()
    found["mistake"] = violations(page)

    for box in page.get_by_role("checkbox").all()[:2]:
        press(box, "Space")
    press_button("Hold these places")
    assert page.locator("h1").inner_text() == "Your places are held"
    assert page.context.cookies() == []
    found["held"] = violations(page)
    assert page.evaluate("document.scrollingElement.scrollWidth") == 320

    press_button("Give back")
    assert sorted(Shift.objects.values_list("taken", flat=True)) == [0, 0, 0, 1]

    press_button("Give everything back")
    assert page.locator("h1").inner_text() == "No places are held here"
    found["given back"] = violations(page)

    assert found == {name: [] for name in found}
    assert Shift.objects.exclude(taken=0).count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_shifts_are_readable_in_arabic_and_in_the_dark(new_page, role, scheme):
    page = new_page(scheme=scheme, width=1280)

    page.goto("/ar" + reverse("shifts:choose", kwargs={"role": role.translation_key}))

    assert violations(page) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") == 1280
