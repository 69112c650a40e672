"""Contrast of colours, so that a brand can't make the site unreadable. Rules: WCAG 2.2, 1.4.3 and 1.4.11."""

import colorsys
import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

WHITE, INK = "#ffffff", "#14181d"
HEX = re.compile(r"#[0-9a-fA-F]{6}\Z")
TEXT_RATIO, GOOD_TEXT_RATIO = 4.5, 7


def validate_hex_colour(value):
    """Raises ValidationError unless `value` is # and six hexadecimal digits."""
    if not HEX.match(value):
        raise ValidationError(gettext_lazy("Write the colour as # and six digits or letters a to f, such as #0b3d5c."))


def relative_luminance(colour):
    """From 0 (black) to 1 (white), as WCAG 2.2 defines it."""

    def linear(channel):
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast_ratio(one, other):
    """From 1 (the same) to 21 (black on white)."""
    lighter, darker = sorted((relative_luminance(one), relative_luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mix(one, other, share):
    """`one` with `share` (0 to 1) of `other` in it, mixed channel by channel in sRGB."""
    channels = ((int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in channels)


def toned(colour, towards, share):
    """`colour` with its lightness moved by `share` (0 to 1) `towards` white or black; its hue stays, so it does not grey."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)))
    target = 1 if towards == WHITE else 0
    channels = colorsys.hls_to_rgb(hue, lightness + (target - lightness) * share, saturation)
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)


def readable_on(colour, background, *, ratio=TEXT_RATIO):
    """`colour`, lightened or darkened in steps only as far as text on `background` needs to reach the contrast `ratio`."""
    towards = WHITE if relative_luminance(background) < 0.18 else "#000000"
    for step in range(21):
        candidate = toned(colour, towards, step / 20)
        if contrast_ratio(candidate, background) >= ratio:
            return candidate
    return towards


def weak_pairs(*, brand, accent):
    """(field, message) for each pair of colours that stand on each other too faintly. Bad colours are passed over."""
    pairs = [
        ("brand_colour", _("White text on the brand colour"), brand, WHITE),
        ("accent_colour", _("Dark text on the accent colour"), accent, INK),
    ]
    return [
        (
            field,
            _("%(pair)s has a contrast of %(ratio).1f to 1; it needs %(needed).1f.")
            % {"pair": name, "ratio": ratio, "needed": TEXT_RATIO},
        )
        for field, name, one, other in pairs
        if HEX.match(one) and (ratio := contrast_ratio(one, other)) < TEXT_RATIO
    ]
