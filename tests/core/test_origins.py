import pytest

from core.origins import is_cross_site


@pytest.mark.parametrize(
    ("headers", "is_cross"),
    [
        pytest.param({}, False, id="no browser"),
        pytest.param({"sec-fetch-site": "same-origin"}, False, id="our own page"),
        pytest.param({"sec-fetch-site": "none"}, False, id="typed in"),
        pytest.param({"sec-fetch-site": "same-site"}, True, id="a neighbour's page"),
        pytest.param({"sec-fetch-site": "cross-site"}, True, id="somebody else's page"),
        pytest.param({"origin": "http://testserver"}, False, id="our own page in an old browser"),
        pytest.param({"origin": "https://testserver"}, False, id="the same behind a proxy that ends TLS"),
        pytest.param({"origin": "http://testserver.example"}, True, id="a name that only begins like ours"),
        pytest.param({"origin": "http://["}, True, id="no address at all"),
        pytest.param({"origin": "http://testserver@evil.example"}, True, id="our name before somebody else's"),
        pytest.param({"origin": "null"}, True, id="a page without an address"),
    ],
)
def test_a_post_from_another_site_is_told_by_what_the_browser_says(rf, headers, is_cross):
    assert is_cross_site(rf.post("/", headers=headers)) is is_cross
