import pytest

from opportunities.external.services import first_alike, link_key, same_key, title_key


@pytest.mark.parametrize(
    "link",
    [
        "https://funder.example.org/calls/7",
        "http://www.funder.example.org/calls/7/",
        "HTTPS://Funder.Example.org:443/calls/7#top",
        " https://funder.example.org/calls/7?utm_source=mail&fbclid=x ",
    ],
)
def test_one_link_has_one_key_however_it_is_spelt(link):
    assert link_key(link) == "funder.example.org/calls/7"


def test_what_chooses_a_page_stays_in_the_key():
    assert link_key("https://f.example/c?b=2&a=1") == "f.example/c?a=1&b=2" != link_key("https://f.example/c?a=1&b=3")


@pytest.mark.parametrize(
    ("one", "other", "are"),
    [
        ("Public engagement seed fund 2027", "The Public Engagement Seed-Fund (2028)", True),
        ("Public engagement seed fund", "Public engagment seed fund", True),
        ("Public engagement seed fund", "Public engagement travel grants", False),
        ("Cronfa hadau", "Seed fund", False),
        ("2027", "2028", False),
    ],
)
def test_titles_are_alike_whatever_the_year_and_spelling(one, other, are):
    assert (first_alike(title_key(one), [title_key(other)]) is not None) is are


@pytest.mark.parametrize(
    ("one", "other", "are"),
    [("UKRI", "ukri", True), ("", "UKRI", True), ("Wellcome Trust", "Wellcome", True), ("UKRI", "Nesta", False)],
)
def test_a_funder_who_is_not_known_may_be_any(one, other, are):
    assert same_key(title_key(one), title_key(other)) is are
