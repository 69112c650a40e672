"""What people make and measure with."""

import math

from .canvas import (
    AMBER,
    CORAL,
    CREAM,
    FOAM,
    GOLD,
    HEIGHT,
    INK,
    NIGHT,
    PLUM,
    ROSE,
    RUST,
    SAND,
    SKY,
    TEAL,
    WIDTH,
    around,
    curve,
    fade,
    mix,
)


def microscope(c):
    """A microscope on the bench, and what it sees."""
    c.wash(FOAM, "#bfe0c9", CREAM)
    c.box(-20, 900, WIDTH + 40, 200, RUST)
    c.shade([(0, 900), (WIDTH, 900), (WIDTH, HEIGHT), (0, HEIGHT)], NIGHT, 0.6)
    c.circle(1120, 430, 318, INK)
    c.circle(1120, 430, 290, CREAM)
    c.shade_disc(1120, 430, 290, GOLD, 0.4)
    for n in range(22):
        angle, reach = c.random.uniform(0, math.tau), 250 * math.sqrt(c.random.random())
        x, y, radius = (
            1120 + reach * math.cos(angle),
            430 + reach * math.sin(angle),
            c.random.uniform(18, 44),
        )
        if reach + radius < 282:
            c.ball(x, y, radius, (CORAL, TEAL, AMBER, ROSE, FOAM)[n % 5], PLUM)
            c.circle(x - radius * 0.2, y - radius * 0.2, radius * 0.3, fade(CREAM, 0.8))
    c.arc(1120, 430, 262, 200, 250, fade("#ffffff", 0.8), 12)
    for radius in (360, 400):
        c.arc(1120, 430, radius, 150, 215, fade(INK, 0.25), 5)
    c.box(250, 856, 440, 60, NIGHT, 26)
    arm = [
        *curve([(600, 860), (690, 680), (640, 470), (520, 330)]),
        *curve([(470, 390), (560, 500), (590, 670), (500, 860)]),
    ]
    c.polygon(arm, INK)
    c.shade(arm, NIGHT, 0.9, "right")
    c.box(280, 700, 320, 34, NIGHT, 8)
    c.box(330, 688, 130, 12, SKY)

    def slanted(along, across, width, length, fill, shadow):
        turn = math.radians(-28)

        def at(u, v):
            return 430 + u * math.cos(turn) - v * math.sin(turn), 470 + u * math.sin(turn) + v * math.cos(turn)

        shape = [
            at(across - width / 2, along),
            at(across + width / 2, along),
            at(across + width / 2, along + length),
            at(across - width / 2, along + length),
        ]
        c.polygon(shape, fill)
        c.shade(shape, shadow, 0.8, "right")

    slanted(-330, 0, 74, 130, NIGHT, NIGHT)
    slanted(-210, 0, 100, 270, AMBER, RUST)
    slanted(-160, 0, 104, 26, INK, NIGHT)
    slanted(58, 0, 124, 52, INK, NIGHT)
    slanted(108, -36, 40, 80, SAND, RUST)
    slanted(108, 22, 46, 118, CREAM, GOLD)
    c.ball(600, 640, 44, AMBER, RUST)
    c.ball(600, 760, 30, CORAL, RUST)
    c.glow(400, 776, 120, AMBER, 0.6)


def glassware(c):
    """Flasks and a still, with colours on the boil."""
    c.wash(CREAM, "#fce4bf", ROSE)
    c.box(-20, 880, WIDTH + 40, 220, INK)
    c.shade([(0, 880), (WIDTH, 880), (WIDTH, HEIGHT), (0, HEIGHT)], NIGHT, 0.7)
    for _each in range(34):
        x, y = c.random.uniform(60, 1540), c.random.uniform(40, 640)
        c.circle(
            x,
            y,
            c.random.uniform(5, 26),
            fade(c.random.choice([CORAL, TEAL, AMBER, "#ffffff"]), 0.3),
        )
    _conical(c, 300, 880, 1.25, CORAL, 0.55)
    _round(c, 800, 700, 190, TEAL)
    _conical(c, 1310, 880, 1.05, AMBER, 0.7)
    c.line(
        curve([(800, 300), (830, 200), (960, 190), (1130, 300), (1290, 470), (1310, 560)]),
        fade(SKY, 0.9),
        34,
    )
    c.line(
        curve([(800, 300), (830, 200), (960, 190), (1130, 300), (1290, 470), (1310, 560)]),
        fade("#ffffff", 0.6),
        10,
    )
    c.box(772, 290, 56, 44, RUST, 8)
    c.polygon([(760, 900), (800, 905), (840, 900), (824, 1000), (776, 1000)], SAND)
    flame = curve(
        [
            (760, 915),
            (770, 890),
            (800, 876),
            (832, 892),
            (842, 915),
            (800, 925),
            (760, 915),
        ],
        8,
    )
    c.polygon(flame, AMBER)
    for n, (x, colour) in enumerate(((1010, CORAL), (1060, AMBER), (1110, TEAL))):
        c.box(x, 640, 36, 230, fade("#ffffff", 0.55), 18)
        c.box(x + 3, 700 + n * 34, 30, 167 - n * 34, colour, 15)
    c.box(985, 720, 190, 18, RUST, 6)
    c.box(985, 850, 190, 30, RUST, 6)


def _conical(c, x, base, scale, liquid, level):
    def at(share, side):
        return x + side * scale * (40 + 150 * (1 - share)), base - 20 - share * 330 * scale

    glass = [
        at(0, -1),
        at(1, -1),
        (x - 40 * scale, base - 470 * scale),
        (x + 40 * scale, base - 470 * scale),
        at(1, 1),
        at(0, 1),
    ]
    c.polygon(glass, fade("#ffffff", 0.6))
    filled = [at(0, -0.95), at(level, -0.93), at(level, 0.93), at(0, 0.95)]
    c.polygon(filled, liquid)
    c.shade(filled, mix(liquid, PLUM, 0.6), 0.8)
    c.ellipse(
        x,
        at(level, 0)[1],
        0.93 * scale * (40 + 150 * (1 - level)),
        15 * scale,
        mix(liquid, CREAM, 0.45),
    )
    for _each in range(11):
        share = c.random.uniform(0.06, level)
        c.circle(
            x + c.random.uniform(-0.7, 0.7) * scale * (40 + 150 * (1 - share)),
            at(share, 0)[1],
            c.random.uniform(5, 13),
            fade(CREAM, 0.6),
        )
    c.box(
        x - 54 * scale,
        base - 486 * scale,
        108 * scale,
        24 * scale,
        fade("#ffffff", 0.9),
        10,
    )
    c.line([at(0.1, -0.8), at(0.95, -0.66)], fade("#ffffff", 0.8), 9 * scale)


def _round(c, x, y, radius, liquid):
    c.box(x - 34, y - radius - 200, 68, 240, fade("#ffffff", 0.6))
    c.circle(x, y, radius, fade("#ffffff", 0.6))
    lower = around(x, y, radius - 10, 50, start=8, end=172)
    c.polygon(lower, liquid)
    c.shade(lower, NIGHT, 0.7)
    c.ellipse(
        x,
        lower[0][1],
        (radius - 10) * math.cos(math.radians(8)),
        20,
        mix(liquid, CREAM, 0.4),
    )
    for _each in range(12):
        c.circle(
            x + c.random.uniform(-110, 110),
            y + c.random.uniform(45, 130),
            c.random.uniform(5, 15),
            fade(CREAM, 0.55),
        )
    c.arc(x, y, radius - 26, 190, 240, fade("#ffffff", 0.9), 12)
