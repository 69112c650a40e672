"""Leaves and what lives among them."""

import math

from .canvas import AMBER, CORAL, CREAM, FOAM, INK, LEAF, NIGHT, PINE, ROSE, RUST, TEAL, WIDTH, around, curve, fade, mix


def leaf(c):
    """One leaf and the net of its veins."""
    c.wash("#cfe3c2", "#e9efcf", CREAM)
    for x, y, turn, size, fill in (
        (250, 900, -0.9, 620, "#a9cfae"),
        (1420, 180, 2.5, 560, "#a9cfae"),
        (1350, 980, -2.0, 520, "#bcd8b4"),
    ):
        _blade(
            c,
            x,
            y,
            turn,
            size,
            fill,
            mix(fill, TEAL, 0.4),
            fade(CREAM, 0.6),
            fine=False,
        )
    _blade(c, 300, 990, -0.56, 1330, TEAL, NIGHT, "#d8edc9", fine=True)


def _blade(c, x, y, turn, length, fill, shadow, vein, *, fine):
    """A leaf from its stalk at (x, y), growing in the direction `turn`."""

    def place(along, across):
        return x + along * math.cos(turn) - across * math.sin(turn), y + along * math.sin(turn) + across * math.cos(turn)

    def half_width(share):
        return length * 0.27 * math.sin(math.pi * share**0.8) ** 0.85 if 0 < share < 1 else 0

    shares = [n / 60 for n in range(61)]
    upper = [place(s * length, -half_width(s)) for s in shares]
    lower = [place(s * length, half_width(s)) for s in shares]
    c.polygon([*upper, *reversed(lower)], fill)
    c.shade([*lower, place(0, 0)], shadow, 0.8)
    c.shade([*upper, place(0, 0)], mix(fill, CREAM, 0.5), 0.35, "up")
    c.line([place(-length * 0.14, 0), place(length * 0.97, 0)], vein, 9 if fine else 5)
    for n in range(2, 17):
        share = n / 18.5
        for side in (-1, 1):
            tip = min(0.985, share + 0.13)
            end = place(tip * length, side * half_width(tip) * 0.96)
            middle = place((share * 0.45 + tip * 0.55) * length, side * half_width(share) * 0.56)
            path = curve([place(share * length, 0), middle, end], 14)
            c.line(path, vein, 4.5 if fine else 3)
            if fine:
                _twigs(c, path, turn, vein)


def _twigs(c, path, turn, vein):
    """Smaller veins branch from a vein, and smaller ones from those."""
    for n in range(4, len(path) - 3, 4):
        x, y = path[n]
        for swing in (-0.35, 1.2):
            heading = turn + swing * (1 if path[-1][1] > path[0][1] else -1)
            length = 34 * (1 - n / len(path)) + 8
            tip = (x + length * math.cos(heading), y + length * math.sin(heading))
            c.line([(x, y), tip], fade(vein, 0.75), 1.6)
            for fork in (-0.7, 0.6):
                c.line(
                    [
                        tip,
                        (
                            tip[0] + 12 * math.cos(heading + fork),
                            tip[1] + 12 * math.sin(heading + fork),
                        ),
                    ],
                    fade(vein, 0.6),
                    1.1,
                )


def glasshouse(c):
    """A botanic garden's glasshouse, full of leaves."""
    c.wash("#bfe0da", "#d9ebdb", CREAM)
    arch = [*around(800, 640, 610, 60, start=180, end=360), (1410, 980), (190, 980)]
    c.polygon(arch, fade("#ffffff", 0.5))
    for x, base, height, colour in (
        (330, 985, 430, LEAF),
        (540, 985, 600, PINE),
        (800, 985, 690, TEAL),
        (1060, 985, 570, LEAF),
        (1270, 985, 420, PINE),
    ):
        for n in range(11):
            heading = math.radians(-165 + n * 15)
            reach = height * c.random.uniform(0.55, 0.72)
            x1, y1 = x, base - height * 0.52
            tip = (
                x1 + reach * math.cos(heading),
                y1 + reach * 0.9 * math.sin(heading) + abs(n - 5) * 26,
            )
            bow = ((x1 + tip[0]) / 2, (y1 + tip[1]) / 2 - 60)
            lower = ((x1 + tip[0]) / 2, (y1 + tip[1]) / 2 - 8)
            frond = [
                *curve([(x1, y1), bow, tip], 12),
                *curve([tip, lower, (x1, y1)], 12),
            ]
            c.polygon(frond, mix(colour, c.random.choice([FOAM, NIGHT, AMBER]), 0.16))
            c.shade(frond, NIGHT, 0.45)
        c.polygon(
            [
                (x - 9, base),
                (x - 5, base - height * 0.54),
                (x + 5, base - height * 0.54),
                (x + 9, base),
            ],
            mix(colour, RUST, 0.5),
        )
    for x, y in (
        (430, 760),
        (690, 800),
        (930, 780),
        (1180, 790),
        (590, 880),
        (1010, 890),
    ):
        for px, py in around(x, y, 22, 6):
            c.circle(px, py, 17, c.random.choice([CORAL, ROSE]))
        c.circle(x, y, 12, AMBER)
    for n in range(-6, 7):
        x = 800 + n * 94
        top = 640 - math.sqrt(max(0, 610**2 - (x - 800) ** 2))
        c.line([(x, top), (x, 980)], "#ffffff", 6)
    for radius in (610, 470, 300):
        c.arc(800, 640, radius, 180, 360, "#ffffff", 11 if radius == 610 else 5)
    c.box(170, 966, 1260, 26, INK)
    c.ground([(-20, 988), (WIDTH + 20, 988)], PINE, NIGHT, 0.7)
    c.box(770, 4, 60, 40, INK, 8)
