import pytest
from django.core.exceptions import ValidationError

from core.colours import INK, WHITE, contrast_ratio, readable_on, validate_hex_colour, weak_pairs


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#ffffff", "#ffffff", 1.0), ("#777777", "#ffffff", 4.48), ("#0000ff", "#ffffff", 8.59)],
)
def test_contrast_is_what_wcag_says_in_both_directions(one, other, ratio):
    assert (round(contrast_ratio(one, other), 2), round(contrast_ratio(other, one), 2)) == (ratio, ratio)


def test_a_strong_pair_of_brand_colours_has_nothing_to_say():
    assert weak_pairs(brand="#0b3d5c", accent="#ffb81c") == []


def test_the_weak_pair_is_named_with_its_ratio():
    assert weak_pairs(brand="#ffee00", accent="#ffb81c") == [
        ("brand_colour", "White text on the brand colour has a contrast of 1.2 to 1; it needs 4.5.")
    ]


@pytest.mark.parametrize("background", [WHITE, INK, "#0b3d5c", "#ffb81c"])
@pytest.mark.parametrize("colour", ["#0b3d5c", "#ffb81c", "#808080", "#ff0000", WHITE, INK])
def test_any_colour_becomes_readable_on_any_background_we_use(colour, background):
    assert contrast_ratio(readable_on(colour, background), background) >= 4.5


def test_a_colour_keeps_its_hue_on_the_way_to_being_readable():
    assert readable_on("#0b3d5c", "#18212a", ratio=7) == "#5bb4eb"


@pytest.mark.parametrize("value", ["", "red", "#fff", "#12345g", "#1234567", "#123456\n", "url(//evil)"])
def test_what_is_not_a_colour_is_refused(value):
    with pytest.raises(ValidationError):
        validate_hex_colour(value)
