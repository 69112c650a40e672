import pytest
from django.template.loader import render_to_string

from core.search.facets import Option, Question
from events.filters import Filters


@pytest.mark.parametrize(("count", "words"), [(0, "events"), (1, "event"), (2, "events")])
def test_a_number_beside_an_answer_says_what_it_counts(count, words):
    html = render_to_string(
        "components/filter_option.html",
        {
            "option": Option(value="talk", label="Talk", count=count, is_chosen=False),
            "question": Question(name="format", legend="Kind of event", kind="many"),
            "things": Filters.things,
        },
    )

    assert f'({count}<span class="visually-hidden"> {words}</span>)' in html
