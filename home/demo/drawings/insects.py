"""Bees at work and a moth at a lamp."""

import math

from .canvas import AMBER, BLUE, CREAM, GOLD, HEIGHT, INK, NIGHT, PINE, ROSE, RUST, SAND, SKY, around, curve, fade


def bees(c):
    """Bees at work on a honeycomb."""
    c.wash("#ffd777", AMBER, GOLD)
    size = 98
    for row in range(-1, 9):
        for column in range(-1, 11):
            x = column * size * math.sqrt(3) + (row % 2) * size * math.sqrt(3) / 2
            y = row * size * 1.5
            cell = around(x, y, size * 0.9, 6, start=-90, end=270)
            fill = c.random.choice(["#ffcb52", "#f7b02c", "#ffe2a0", "#e8962a", "#c9701f"])
            c.polygon(cell, fill)
            c.shade(cell, "#8f3f1c", 0.5, c.random.choice(["down", "right"]))
            inner = around(x, y, size * 0.56, 6, start=-90, end=270)
            if fill == "#c9701f":
                c.polygon(inner, fade("#5d2a17", 0.75))
            elif fill == "#ffe2a0":
                c.polygon(inner, fade("#fff6dc", 0.8))
    for x, y, turn, scale in (
        (560, 420, -0.5, 1.5),
        (1120, 660, 2.7, 1.25),
        (300, 830, 0.5, 1.0),
        (1310, 250, -2.5, 0.9),
    ):
        _bee(c, x, y, turn, scale)


def _bee(c, x, y, turn, scale):
    def at(dx, dy):
        return x + scale * (dx * math.cos(turn) - dy * math.sin(turn)), y + scale * (dx * math.sin(turn) + dy * math.cos(turn))

    def oval(dx, dy, across, down, lean=0.0):
        cosine, sine = math.cos(lean), math.sin(lean)
        rim = ((across * math.cos(a), down * math.sin(a)) for a in (math.radians(d) for d in range(0, 360, 6)))
        return [at(dx + u * cosine - v * sine, dy + u * sine + v * cosine) for u, v in rim]

    for side in (-1, 1):
        for start, tip in (
            ((30, 20), (70, 58)),
            ((5, 26), (0, 76)),
            ((-20, 24), (-62, 70)),
        ):
            c.stroke(
                [at(start[0], side * start[1]), at(tip[0], side * tip[1])],
                NIGHT,
                4 * scale,
            )
        c.line(
            curve([at(78, side * 8), at(104, side * 20), at(126, side * 16)], 8),
            NIGHT,
            4 * scale,
        )
    body = oval(-48, 0, 82, 46)
    c.polygon(body, AMBER)
    for step in (-104, -66, -28):
        reach = 46 * math.sqrt(max(0.05, 1 - ((step + 48) / 82) ** 2))
        c.polygon(
            [
                at(step - 11, -reach),
                at(step + 11, -reach - 1),
                at(step + 11, reach + 1),
                at(step - 11, reach),
            ],
            NIGHT,
        )
    c.shade(body, "#7d3514", 0.55)
    c.polygon(oval(28, 0, 38, 36), "#6b3a1a")
    c.shade(oval(28, 0, 38, 36), AMBER, 0.9, "up")
    c.polygon(oval(72, 0, 22, 24), NIGHT)
    for side in (-1, 1):
        c.polygon(oval(-22, side * 62, 76, 27, side * -0.5), fade("#ffffff", 0.72))
        c.line(oval(-22, side * 62, 76, 27, side * -0.5), fade(BLUE, 0.5), 2)


def moth(c):
    """A moth drawn to a lamp at night."""
    c.wash(NIGHT, "#0d3a4a", PINE)
    c.stars(90, 700)
    for radius, opacity in ((640, 0.06), (500, 0.08), (370, 0.1)):
        c.circle(800, 500, radius, fade(AMBER, opacity))
    c.glow(800, 500, 460, AMBER, 0.55)
    for side in (-1, 1):
        fore = curve(
            [
                (800, 430),
                (800 + side * 190, 230),
                (800 + side * 520, 250),
                (800 + side * 470, 430),
                (800 + side * 240, 560),
                (800, 520),
            ],
            20,
        )
        hind = curve(
            [
                (800, 500),
                (800 + side * 230, 530),
                (800 + side * 390, 640),
                (800 + side * 270, 800),
                (800 + side * 90, 700),
                (800, 560),
            ],
            20,
        )
        c.polygon(hind, ROSE)
        c.shade(hind, RUST, 0.75)
        c.polygon(fore, CREAM)
        c.shade(fore, RUST, 0.75, "left" if side < 0 else "right")
        for x, y, radius in ((330, 350, 50), (240, 650, 44)):
            c.circle(800 + side * x, y, radius, INK)
            c.circle(800 + side * x, y, radius * 0.66, AMBER)
            c.circle(800 + side * x, y, radius * 0.34, NIGHT)
        for reach in (0.45, 0.62, 0.8):
            c.line(
                curve(
                    [
                        (800 + side * 500 * reach, 250 + 30 * reach),
                        (800 + side * 450 * reach, 400),
                        (800 + side * 360 * reach, 520),
                    ],
                    12,
                ),
                fade(RUST, 0.6),
                4,
            )
        feeler = curve([(800, 400), (800 + side * 70, 300), (800 + side * 160, 240)], 16)
        c.line(feeler, SAND, 5)
        for x, y in feeler[4::3]:
            c.line([(x - side * 14, y - 22), (x, y), (x + side * 24, y + 8)], SAND, 3)
    c.ellipse(800, 560, 50, 190, "#8a4a38")
    for n in range(7):
        c.ellipse(800, 520 + n * 32, 50 - n * 4, 9, fade(CREAM, 0.45))
    c.ellipse(800, 440, 62, 80, SAND)
    c.shade([(738, 360), (862, 360), (862, 520), (738, 520)], RUST, 0.3)
    c.circle(800, 366, 34, "#8a4a38")
    for n in range(26):
        x = n * 66 - 20
        height = c.random.uniform(90, 260)
        c.polygon(
            curve(
                [
                    (x - 10, HEIGHT),
                    (x + 8, HEIGHT - height * 0.6),
                    (x + c.random.uniform(-50, 50), HEIGHT - height),
                    (x + 16, HEIGHT - height * 0.5),
                    (x + 14, HEIGHT),
                ],
                6,
            ),
            c.random.choice([NIGHT, "#06313a", PINE]),
        )
    for _each in range(28):
        c.circle(
            c.random.gauss(800, 330),
            c.random.gauss(500, 220),
            c.random.uniform(2, 5),
            fade(SKY, 0.7),
        )
