"""What a reader sees of the check, before and after an answer."""

import re

from django.http import QueryDict
from django.template.loader import render_to_string

from core.eligibility.check import Check

from .cases import SCHOOL


def page(posted=None):
    check = Check(criteria=SCHOOL, page_id=7)
    if posted is not None:
        check = check.with_answers(QueryDict(posted))
    return render_to_string("components/eligibility.html", {"check": check, "contact_email": "ask@example.org"})


def seen(html):
    """The words in view, without what is hidden and without the script's data."""
    html = re.sub(r"<script.*?</script>", "", html, flags=re.S)
    html = re.sub(r"<(div|span|li|p)(?=[^>]*\shidden)[^>]*>.*?</\1>", "", html, flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_every_question_is_asked_and_no_result_is_shown():
    words = seen(page())

    assert [
        statement
        for statement in ("Which year are you in?", "Year 12", "How old will you be?", "I am free-meals")
        if statement not in words
    ] == []
    assert "At least 2 of these are needed." in words
    assert 'id="eligibility-result" hidden' in page()


def test_the_answer_keeps_what_was_given_and_says_what_to_have_ready():
    html = page("answer-year=y12&answer-age=17&answer-state-school=on&answer-first-in-family=on&answer-bursary=on")

    words = seen(html)
    assert "You can apply" in words
    assert "This does not seem to be for you" not in words
    assert "Have this ready A letter from your school" in words
    assert "A letter from a social worker" not in words
    assert re.findall(r'name="answer-([^"]+)"[^>]* checked', html) == ["year", "state-school", "first-in-family", "bursary"]
    assert 'value="17"' in html


def test_a_number_that_is_none_is_said_at_the_question_and_kept():
    html = page("answer-age=seven<b>teen&answer-state-school=on")

    assert "Write a whole number in digits, such as 16." in seen(html)
    assert 'value="seven&lt;b&gt;teen" aria-invalid="true" aria-describedby="answer-age-error"' in html


def test_what_is_strange_is_passed_over():
    html = page("answer-age=%00%0017%E2%80%AE&answer-year=y999&answer-y999=on&unsure-y999=on")

    assert 'value="17"' in html
    assert "y999" not in html
