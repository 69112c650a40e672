"""The ground below: strata, fossils, a volcano."""

import math

from .canvas import AMBER, BLUE, CORAL, CREAM, GOLD, INK, LEAF, NIGHT, PINE, PLUM, ROSE, RUST, SAND, WIDTH, curve, fade, mix


def strata(c):
    """A cliff of folded rock with fossils in it."""
    c.wash("#bfdedd", "#e5ecd9")
    c.circle(1270, 150, 84, AMBER)
    bands = (
        LEAF,
        "#8a5a3c",
        SAND,
        GOLD,
        ROSE,
        RUST,
        CREAM,
        "#c88f5a",
        CORAL,
        PLUM,
        BLUE,
        INK,
        NIGHT,
    )
    fold = c.ridge(0, 70, waves=2)
    y = 270
    for n, colour in enumerate(bands):
        squeeze = 1 - n * 0.035
        line = [(x, y + dy * squeeze + 5 * math.sin(x / 37 + n * 2)) for x, dy in fold]
        c.ground(line, colour, mix(colour, NIGHT, 0.55), 0.5)
        if n in (2, 6, 8):
            for k in range(0, WIDTH, 46):
                px, py = line[min(len(line) - 1, k // 8)]
                c.ellipse(
                    px + c.random.uniform(-12, 12),
                    py + c.random.uniform(24, 46),
                    c.random.uniform(5, 13),
                    c.random.uniform(3, 7),
                    fade(RUST, 0.45),
                )
        y += c.random.randint(46, 84) if n else 34
    for x, base, scale in ((150, 250, 1.0), (235, 262, 0.7), (560, 290, 0.85)):
        c.line([(x, base + 60), (x, base - 60 * scale)], PINE, 8)
        c.circle(x, base - 80 * scale, 54 * scale, PINE)
        c.shade_disc(x, base - 80 * scale, 54 * scale, NIGHT, 0.7)
    for x, y, size in ((420, 640, 92), (1190, 700, 120), (830, 905, 74)):
        ammonite(c, x, y, size)


def ammonite(c, x, y, size):
    """A coiled shell with its ribs."""
    turns = 3.2

    def spiral(share, offset=0.0):
        angle = share * turns * math.tau
        radius = size * (share**1.25) * (1 + offset)
        return x + radius * math.cos(angle), y + radius * math.sin(angle)

    c.circle(x + 5, y + 7, size * 1.02, fade(NIGHT, 0.25))
    outline = [spiral(0.68 + n / 250) for n in range(81)]
    c.polygon(outline, SAND)
    c.shade_disc(x, y, size * 0.95, RUST, 0.6)
    for n in range(30, 100):
        share = n / 100
        inner = max(0.0, share - 1 / turns)
        c.line(
            [spiral(share), spiral(inner)] if inner > 0 else [spiral(share), (x, y)],
            fade(RUST, 0.55),
            2.4,
        )
    c.line([spiral(n / 240) for n in range(12, 241)], "#7a4327", 5)


def volcano(c):
    """A volcano cut open, with the layers below it."""
    c.wash(INK, "#7a3f55", CORAL, AMBER)
    for n in range(9):
        c.circle(
            800 + c.random.uniform(-150, 150),
            190 - n * 22 + c.random.uniform(-20, 20),
            90 + n * 9,
            fade("#3b2a3f", 0.55),
        )
        c.shade_disc(800, 190 - n * 22, 80 + n * 8, PLUM, 0.3)
    for _each in range(44):
        angle = c.random.uniform(-2.6, -0.55)
        reach = c.random.uniform(40, 330)
        c.circle(
            800 + reach * math.cos(angle),
            330 + reach * math.sin(angle),
            c.random.uniform(3, 9),
            c.random.choice([AMBER, CREAM, CORAL]),
        )
    left, right = (
        curve([(-20, 800), (330, 690), (600, 420), (730, 318)]),
        curve([(870, 318), (1000, 420), (1270, 690), (1620, 800)]),
    )
    cone = [*left, *right, (1620, 1090), (-20, 1090)]
    c.polygon(cone, PLUM)
    for n, colour in enumerate((NIGHT, "#6d3a4d", "#3c2440", RUST, "#2b1b33")):
        inset = 26 + n * 44
        c.polygon(
            [
                *((x, y + inset) for x, y in left),
                *((x, y + inset) for x, y in right),
                (1620, 1090),
                (-20, 1090),
            ],
            colour,
        )
    c.shade(cone, NIGHT, 0.8)
    pipe = [
        *curve([(760, 322), (770, 520), (740, 700), (700, 860)]),
        *curve([(900, 860), (860, 700), (832, 520), (842, 322)]),
    ]
    c.polygon(pipe, AMBER)
    c.ellipse(800, 960, 420, 150, CORAL)
    c.ellipse(800, 960, 330, 108, AMBER)
    c.shade(pipe, CORAL, 0.8)
    c.shade_disc(800, 960, 108, CREAM, 0.6, "up")
    for line in (
        [(842, 330), (960, 470), (1010, 560), (1120, 640)],
        [(760, 330), (650, 450), (600, 560)],
    ):
        c.stroke(curve(line), AMBER, 18)
    c.glow(800, 330, 240, AMBER, 0.6)
    for x, y in ((420, 900), (1240, 930), (330, 1000)):
        ammonite(c, x, y, 40)
