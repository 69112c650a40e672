"""Gears and notes."""

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
)


def gears(c):
    """Gears, a pencil and a spanner on squared paper."""
    c.wash(BLUE, INK)
    for n in range(0, WIDTH, 50):
        c.line([(n, 0), (n, HEIGHT)], fade(SKY, 0.24 if n % 250 else 0.5), 1.5)
    for n in range(0, HEIGHT, 50):
        c.line([(0, n), (WIDTH, n)], fade(SKY, 0.24 if n % 250 else 0.5), 1.5)
    for x, y, radius, teeth, turn, fill, shadow in (
        (560, 470, 270, 20, 0, CORAL, PLUM),
        (945, 690, 176, 13, 8, AMBER, RUST),
        (1190, 400, 205, 15, 4, CREAM, GOLD),
        (250, 880, 150, 11, 3, FOAM, TEAL),
    ):
        outline = []
        for tooth in range(teeth):
            for share, reach in ((0.06, 1), (0.2, 1.12), (0.44, 1.12), (0.58, 1)):
                angle = math.radians(turn) + math.tau * (tooth + share) / teeth
                outline.append(
                    (
                        x + radius * reach * math.cos(angle),
                        y + radius * reach * math.sin(angle),
                    )
                )
        c.polygon([(px + 12, py + 14) for px, py in outline], fade(NIGHT, 0.4))
        c.polygon(outline, fill)
        c.shade(outline, shadow, 0.75)
        for px, py in around(x, y, radius * 0.58, 6, start=turn):
            c.circle(px, py, radius * 0.18, INK)
        c.circle(x, y, radius * 0.2, INK)
        c.circle(x, y, radius * 0.84, outline=fade(NIGHT, 0.35), width=4)
    c.line([(1330, 960), (1540, 640)], AMBER, 46)
    c.line([(1345, 968), (1555, 648)], GOLD, 16)
    c.polygon([(1311, 947), (1349, 973), (1285, 1030)], SAND)
    c.polygon([(1296, 997), (1309, 1006), (1285, 1030)], NIGHT)
    c.line([(1540, 640), (1562, 606)], ROSE, 46)
    c.arc(560, 470, 345, 205, 300, CREAM, 4)
    c.arc(1190, 400, 268, 280, 380, CREAM, 4)
    for (x, y), way in (((386, 172), 1), ((733, 172), -1)):
        c.polygon([(x, y - 14), (x, y + 14), (x - way * 26, y)], CREAM) if way < 0 else c.circle(x, y, 7, CREAM)


def score(c):
    """Music on the page, its notes about to leave it."""
    c.wash(CREAM, "#fbe6c6", "#f5c9a8")

    def staff(x, line):
        return 480 + line * 46 + 74 * math.sin(x / 300 + 0.6) + 24 * math.sin(x / 110)

    for line in range(5):
        c.line([(x, staff(x, line)) for x in range(-10, WIDTH + 20, 10)], INK, 4)
    notes = (
        (210, 3.5),
        (330, 2),
        (450, 2.5),
        (590, 0.5),
        (700, 1.5),
        (840, -0.5),
        (960, 3),
        (1080, 1),
        (1200, 4),
        (1310, 2),
        (1420, 0),
    )
    colours = (CORAL, TEAL, AMBER, INK, RUST, BLUE, PLUM)
    for n, (x, line) in enumerate(notes):
        y, colour = staff(x, line), colours[n % 7]
        up = -1 if line > 1.5 else 1
        c.line([(x - up * 36, y), (x - up * 36, y + up * 176)], colour, 9)
        c.ellipse(x, y, 42, 32, colour)
        c.shade_disc(x, y, 34, NIGHT, 0.5)
        if n % 3 == 1 and n + 1 < len(notes):
            nx, line2 = notes[n + 1]
            top, other = y + up * 172, staff(nx, line2)
            if (line2 > 1.5) == (line > 1.5):
                c.polygon(
                    [
                        (x - up * 36, top),
                        (nx - up * 36, other + up * 172),
                        (nx - up * 36, other + up * 146),
                        (x - up * 36, top - up * 26),
                    ],
                    colour,
                )
    for n in range(26):
        x, y = (
            c.random.uniform(0, WIDTH),
            c.random.choice([c.random.uniform(20, 290), c.random.uniform(850, 1040)]),
        )
        colour = colours[n % 7]
        kind = n % 3
        size = c.random.uniform(14, 44)
        if kind == 0:
            c.ball(x, y, size, colour, NIGHT)
        elif kind == 1:
            c.circle(x, y, size, outline=colour, width=6)
        else:
            c.wedge(x, y, size * 1.2, n * 40, n * 40 + 180, colour)
    clef = curve(
        [
            (96, 690),
            (60, 640),
            (110, 590),
            (160, 640),
            (110, 700),
            (40, 640),
            (60, 540),
            (140, 430),
            (130, 340),
            (95, 330),
            (84, 430),
            (120, 640),
            (130, 790),
            (90, 820),
            (66, 790),
        ]
    )
    c.line(clef, NIGHT, 13)
    c.circle(72, 790, 17, NIGHT)
