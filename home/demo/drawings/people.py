"""Figures as simple as on a road sign."""

from .canvas import NIGHT, SAND, curve


def person(c, x, base, height, coat, skin=SAND):
    """Somebody standing at `base`, seen from the front."""
    c.polygon(
        curve(
            [
                (x - height * 0.24, base),
                (x - height * 0.17, base - height * 0.6),
                (x, base - height * 0.78),
                (x + height * 0.17, base - height * 0.6),
                (x + height * 0.24, base),
            ],
            8,
        ),
        coat,
    )
    c.shade(
        [
            (x - height * 0.24, base),
            (x, base - height * 0.78),
            (x + height * 0.24, base),
        ],
        NIGHT,
        0.4,
        "right",
    )
    c.circle(x, base - height * 0.89, height * 0.125, skin)
