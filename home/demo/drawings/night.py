"""Night skies: planets, star trails, dishes that listen."""

import math

from .canvas import AMBER, BLUE, CORAL, CREAM, FOAM, GOLD, INK, NIGHT, PLUM, ROSE, RUST, SAND, SKY, TEAL, around, curve, fade


def orbits(c):
    """Planets around a star, seen at a slant."""
    c.wash(NIGHT, "#0c3450", INK)
    c.stars(260)
    x0, y0 = 520, 560
    c.glow(x0, y0, 620, "#1f6f94", 0.55)
    for radius in (190, 300, 430, 590, 770, 980):
        c.ellipse(x0, y0, radius, radius * 0.46, outline=fade(CREAM, 0.55), width=2)
    c.glow(x0, y0, 210, AMBER, 0.8)
    c.ball(x0, y0, 92, AMBER, CORAL)
    planets = (
        (190, 40, 20, ROSE, RUST),
        (300, 205, 34, FOAM, TEAL),
        (430, 325, 46, CORAL, PLUM),
        (590, 60, 30, SAND, RUST),
        (980, 348, 60, SKY, INK),
    )
    for radius, degrees, size, fill, shadow in planets:
        angle = math.radians(degrees)
        x, y = x0 + radius * math.cos(angle), y0 + radius * 0.46 * math.sin(angle)
        c.ball(x, y, size, fill, shadow)
    x, y = (
        x0 + 770 * math.cos(math.radians(-28)),
        y0 + 770 * 0.46 * math.sin(math.radians(-28)),
    )
    ring = [
        (
            x + 178 * math.cos(a) * 0.98 - 46 * math.sin(a) * 0.36,
            y + 46 * math.sin(a) + 178 * math.cos(a) * -0.26,
        )
        for a in (math.radians(d) for d in range(0, 361, 3))
    ]
    c.line(ring, GOLD, 12)
    c.ball(x, y, 104, SAND, RUST)
    for step, colour in ((-42, ROSE), (-8, GOLD), (30, ROSE)):
        half = math.sqrt(104**2 - step**2) - 3
        c.line(
            curve(
                [
                    (x - half, y + step + 16),
                    (x, y + step + 6),
                    (x + half, y + step - 20),
                ]
            ),
            fade(colour, 0.75),
            9,
        )
    c.line(ring[1:61], GOLD, 12)
    for n in range(34):
        share = n / 34
        c.circle(
            1490 - 270 * share,
            120 + 130 * share,
            9 * (1 - share) + 0.6,
            fade(CREAM, 1 - share),
        )


def star_trails(c):
    """An open observatory dome below turning stars."""
    c.wash(NIGHT, "#0b3552", "#1f6d80", "#f0a27c")
    for _each in range(210):
        radius = c.random.uniform(20, 1150)
        start = c.random.uniform(0, 360)
        length = c.random.uniform(18, 62)
        colour = c.random.choice([CREAM, CREAM, SKY, AMBER, ROSE])
        c.arc(
            930,
            390,
            radius,
            start,
            start + length,
            fade(colour, c.random.uniform(0.35, 0.95)),
            c.random.choice([1.5, 2, 3]),
        )
    c.circle(930, 390, 4, CREAM)
    c.ground(c.ridge(880, 26), "#14505a", NIGHT, 0.6)
    c.ground(c.ridge(955, 22), NIGHT)
    c.box(410, 690, 330, 260, CREAM)
    c.shade([(410, 690), (740, 690), (740, 950), (410, 950)], BLUE, 0.9, "right")
    c.wedge(575, 694, 190, 180, 360, SAND)
    dome = [*around(575, 694, 190, 40, start=180, end=360)]
    c.shade(dome, BLUE, 0.95, "right")
    slit = [*around(575, 694, 192, 12, start=286, end=312), (600, 690), (560, 690)]
    c.polygon(slit, NIGHT)
    c.line([(588, 670), (706, 476)], GOLD, 26)
    c.line([(690, 503), (712, 466)], AMBER, 34)
    c.box(385, 686, 380, 22, BLUE)
    c.box(545, 830, 64, 122, INK, 30)
    c.box(560, 850, 34, 100, AMBER, 16)
    for x, y, size in (
        (160, 960, 170),
        (230, 970, 120),
        (1180, 960, 150),
        (1270, 960, 210),
        (1350, 970, 130),
    ):
        c.polygon([(x - size * 0.2, y), (x, y - size), (x + size * 0.2, y)], "#06202f")


def dish(c):
    """Radio dishes listening to the evening sky."""
    c.wash(INK, TEAL, "#f3b183", AMBER)
    c.stars(120, 480)
    c.ball(300, 250, 96, CREAM, ROSE, "left")
    for n in range(9):
        c.arc(1480, -40, 170 + n * 96, 95, 175, fade(CREAM, 0.5 - n * 0.045), 4)
    c.ground(c.ridge(860, 34), "#8a4a4d", PLUM, 0.6)
    for x, y, scale in ((170, 850, 0.34), (420, 872, 0.5), (820, 900, 1.1)):
        _one_dish(c, x, y, scale)
    c.ground(c.ridge(965, 16), PLUM, NIGHT, 0.8)


def _one_dish(c, x, base, scale):
    def at(u, v):
        turn = math.radians(35)
        return x + scale * (u * math.cos(turn) - v * math.sin(turn)), base - 330 * scale + scale * (
            u * math.sin(turn) + v * math.cos(turn)
        )

    for foot in (-120, -40, 40, 120):
        c.line(
            [(x, base - 300 * scale), (x + foot * scale, base + 80 * scale)],
            CREAM,
            13 * scale,
        )
    for step in (0.35, 0.7):
        c.line(
            [
                (x - 120 * step * scale, base + (-300 + 380 * step) * scale),
                (x + 120 * step * scale, base + (-300 + 380 * step) * scale),
            ],
            CREAM,
            9 * scale,
        )
    bowl = [at(320 * math.cos(a), 200 * math.sin(a) - 40) for a in (math.radians(d) for d in range(0, 181, 5))]
    c.polygon(bowl, SAND)
    c.shade(bowl, RUST, 0.85)
    rim = [at(320 * math.cos(a), 74 * math.sin(a) - 40) for a in (math.radians(d) for d in range(0, 361, 5))]
    c.polygon(rim, CREAM)
    c.shade(rim, TEAL, 0.6, "left")
    for share in (0.35, 0.68):
        c.line(
            [
                at(
                    320 * share * math.cos(a),
                    74 * share * math.sin(a) - 40 + 30 * (1 - share),
                )
                for a in (math.radians(d) for d in range(0, 361, 6))
            ],
            fade(TEAL, 0.45),
            3 * scale,
        )
    for angle in range(0, 360, 45):
        a = math.radians(angle)
        c.line(
            [at(0, 0), at(320 * math.cos(a), 74 * math.sin(a) - 40)],
            fade(TEAL, 0.4),
            3 * scale,
        )
    for side in (-250, 0, 250):
        c.line([at(side, -40 if side else 30), at(0, -330)], INK, 8 * scale)
    c.circle(*at(0, -330), 26 * scale, CORAL)
