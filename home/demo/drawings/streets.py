"""Where people meet out of doors, and the city at dusk."""

import math

from .canvas import (
    AMBER,
    BLUE,
    CORAL,
    CREAM,
    FOAM,
    GOLD,
    HEIGHT,
    INK,
    LEAF,
    NIGHT,
    PINE,
    PLUM,
    ROSE,
    RUST,
    SAND,
    SKY,
    TEAL,
    WIDTH,
    curve,
    fade,
    mix,
)
from .people import person


def skyline(c):
    """The city at dusk, its windows lit."""
    c.wash("#2c3f6b", PLUM, CORAL, AMBER)
    c.stars(80, 340)
    c.circle(1240, 230, 92, CREAM)
    c.shade_disc(1240, 230, 92, ROSE, 0.7)
    for base, low, high, wall in (
        (760, 150, 420, "#8d4a62"),
        (860, 120, 400, "#533059"),
        (980, 90, 330, INK),
    ):
        x = -20
        while x < WIDTH:
            width, height = c.random.randint(70, 150), c.random.randint(low, high)
            top = base - height
            c.box(x, top, width, HEIGHT - top, wall)
            c.shade(
                [(x, top), (x + width, top), (x + width, HEIGHT), (x, HEIGHT)],
                NIGHT,
                0.55,
                "right",
            )
            roof = c.random.choice(["flat", "gable", "spire", "dome"])
            if roof == "gable":
                c.polygon(
                    [
                        (x, top + 1),
                        (x + width / 2, top - width * 0.4),
                        (x + width, top + 1),
                    ],
                    wall,
                )
            elif roof == "spire":
                c.polygon(
                    [
                        (x + width * 0.35, top + 1),
                        (x + width / 2, top - 110),
                        (x + width * 0.65, top + 1),
                    ],
                    wall,
                )
            elif roof == "dome":
                c.wedge(x + width / 2, top + 1, width * 0.4, 180, 360, wall)
            for wy in range(int(top) + 24, HEIGHT - 30, 38):
                for wx in range(int(x) + 14, int(x + width) - 20, 27):
                    if c.random.random() < 0.36:
                        c.box(wx, wy, 12, 19, c.random.choice([AMBER, "#ffd98a", CREAM]))
            x += width + c.random.randint(-8, 12)
    c.box(-20, 985, WIDTH + 40, 100, NIGHT)
    for n in range(60):
        x = c.random.uniform(0, WIDTH)
        c.line(
            [
                (x, 1002 + n % 5 * 13),
                (x + c.random.uniform(30, 110), 1002 + n % 5 * 13),
            ],
            fade(AMBER, 0.5),
            3,
        )


def fair(c):
    """A festival day: tents, bunting, balloons and visitors."""
    c.wash("#8ecbd0", "#cde8dd", CREAM)
    c.ball(230, 210, 92, AMBER, CORAL)
    for y, height, colour in ((640, 40, FOAM), (710, 30, LEAF)):
        c.ground(c.ridge(y, height), colour, TEAL, 0.4, "up")
    for x, y, scale, one, two in (
        (420, 800, 1.0, CORAL, CREAM),
        (1200, 800, 1.05, TEAL, CREAM),
        (810, 770, 1.3, AMBER, RUST),
    ):
        width, wall = 210 * scale, 150 * scale
        peak = y - 330 * scale
        for n in range(8):
            left, right = x - width + n * width / 4, x - width + (n + 1) * width / 4
            colour = (one, two)[n % 2]
            c.polygon([(x, peak), (left, y - wall), (right, y - wall)], colour)
            c.wedge((left + right) / 2, y - wall, width / 8, 0, 180, colour)
            c.polygon(
                [
                    (left + (x - left) * 0.12, y - wall),
                    (right + (x - right) * 0.12, y - wall),
                    (right + (x - right) * 0.12, y),
                    (left + (x - left) * 0.12, y),
                ],
                mix(colour, INK, 0.12),
            )
        c.shade(
            [(x, peak), (x + width * 0.86, y - wall), (x + width * 0.86, y), (x, y)],
            INK,
            0.5,
            "right",
        )
        c.polygon([(x - 42 * scale, y), (x, y - wall * 0.95), (x + 42 * scale, y)], INK)
        c.line([(x, peak - 46), (x, peak)], INK, 5)
        c.polygon(
            [(x, peak - 46), (x + 52, peak - 32), (x, peak - 18)],
            CORAL if one != CORAL else AMBER,
        )
    c.ground(c.ridge(800, 10), PINE, NIGHT, 0.5)
    for rope, sag in (((-20, 90, 820, 250), 130), ((780, 250, 1620, 70), 140)):
        x1, y1, x2, y2 = rope
        line = [
            (
                x1 + (x2 - x1) * t / 60,
                y1 + (y2 - y1) * t / 60 + sag * math.sin(math.pi * t / 60),
            )
            for t in range(61)
        ]
        c.line(line, INK, 3)
        for n in range(2, 58, 5):
            (ax, ay), (bx, by) = line[n], line[n + 3]
            c.polygon(
                [(ax, ay), (bx, by), ((ax + bx) / 2, (ay + by) / 2 + 54)],
                (CORAL, CREAM, AMBER, TEAL)[n // 5 % 4],
            )
    for x, y, radius, colour, shadow in (
        (1350, 330, 74, CORAL, RUST),
        (1440, 270, 62, AMBER, GOLD),
        (1290, 250, 56, SKY, BLUE),
    ):
        c.line(curve([(x, y + radius), (1370, 560), (1384, 860)]), fade(INK, 0.7), 2)
        c.ellipse(x, y, radius * 0.88, radius, colour)
        c.shade_disc(x, y, radius * 0.88, shadow, 0.8, "right")
    coats = (CORAL, AMBER, FOAM, ROSE, SKY, CREAM, RUST, GOLD)
    skins = (SAND, "#8a5a3c", "#c98e62", "#5d3a2a", "#f0cfa8")
    for n in range(17):
        x = 70 + n * 92 + c.random.uniform(-24, 24)
        person(
            c,
            x,
            940 + (n * 37) % 96,
            c.random.choice([92, 134, 146, 152]),
            coats[n % 8],
            skins[n % 5],
        )
