"""Am I eligible? What is asked follows from who can apply."""

import json
from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale

from opportunities.models import FundingCallPage
from tests.factories.opportunities import ApplicantFactory, FundingCallPageFactory, VolunteerRolePageFactory
from tests.opportunities.reading import text

NOW = datetime(2027, 9, 1, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def terms(db):
    return {
        slug: ApplicantFactory(slug=slug, name=name, axis=axis, sort_order=order)
        for order, (slug, name, axis) in enumerate(
            [
                ("staff", "Staff", "role"),
                ("student", "Student", "role"),
                ("early", "Early career", "stage"),
                ("permanent", "Open-ended", "contract"),
                ("arts", "Arts", "faculty"),
                ("charity", "Charity", "organisation"),
            ]
        )
    }


def asked(page):
    groups = type(page).objects.get(pk=page.pk).eligibility_criteria.groups
    return [
        (one.id, [(option.id, option.label, option.counts) for option in one.options])
        for group in groups
        for one in group.members
    ]


def test_each_question_that_limits_who_can_apply_is_asked_with_every_answer(opportunities_page, terms):
    page = FundingCallPageFactory(parent=opportunities_page, applicants=[terms["permanent"], terms["staff"]])

    assert asked(page) == [
        ("role", [("staff", "Staff", True), ("student", "Student", False), ("none", "None of these", False)]),
        ("contract", [("permanent", "Open-ended", True), ("none", "None of these", False)]),
    ]


def test_a_call_for_everybody_asks_nothing(client, opportunities_page, terms):
    page = FundingCallPageFactory(parent=opportunities_page)

    assert asked(page) == []
    assert "Am I eligible?" not in text(client.get(page.url))
    assert client.get(reverse("eligibility", args=[page.pk])).status_code == 404


def test_a_role_asks_for_the_age(opportunities_page):
    page = VolunteerRolePageFactory(parent=opportunities_page, minimum_age=16)

    assert asked(page) == [("age", [])]


@pytest.mark.parametrize(
    ("answers", "verdict"),
    [
        ({"answer-role": "staff", "answer-stage": "early"}, "You can apply"),
        ({"answer-role": "student", "answer-stage": "early"}, "This does not seem to be for you"),
        ({"answer-role": "none", "answer-stage": "early"}, "This does not seem to be for you"),
        ({"answer-role": "staff"}, "We can't tell yet"),
        ({"answer-role": "\0nonsense" * 1000, "answer-stage": "early"}, "We can't tell yet"),
    ],
)
def test_without_scripts_the_server_answers(client, opportunities_page, terms, answers, verdict):
    page = FundingCallPageFactory(parent=opportunities_page, applicants=[terms["staff"], terms["early"]])

    response = client.post(reverse("eligibility", args=[page.pk]), answers)

    assert response.status_code == 200
    assert f"<title>{verdict}: " in response.content.decode()


def test_editors_can_ask_for_more(client, opportunities_page, terms):
    more = [
        {
            "type": "all_of",
            "id": "b1",
            "value": {
                "title": "Together",
                "members": [
                    {"type": "tick", "id": "b2", "value": {"statement": "We have worked together", "hint": "", "evidence": ""}}
                ],
            },
        }
    ]
    page = FundingCallPageFactory(parent=opportunities_page, applicants=[terms["staff"]], eligibility=json.dumps(more))

    assert [name for name, _options in asked(page)] == ["role", "b2"]
    assert "We have worked together" in text(client.get(page.url))


def test_a_reader_in_welsh_is_asked_in_welsh_about_the_sources_rules(opportunities_page, terms):
    welsh = Locale.objects.get(language_code="cy")
    for slug, name in (("staff", "Staff y brifysgol"), ("student", "Myfyriwr")):
        ApplicantFactory(slug=slug, name=name, axis="role", locale=welsh, translation_key=terms[slug].translation_key)
    page = FundingCallPageFactory(parent=opportunities_page, applicants=[terms["staff"]])
    translated = page.copy_for_translation(welsh, copy_parents=True)
    translated.applicants = []
    translated.save_revision().publish()

    with translation.override("cy"):
        [(axis, options)] = asked(FundingCallPage.objects.get(pk=translated.pk))

    assert axis == "role"
    assert [(slug, name, counts) for slug, name, counts in options if slug != "none"] == [
        ("staff", "Staff y brifysgol", True),
        ("student", "Myfyriwr", False),
    ]
