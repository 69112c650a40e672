"""Life too small to see: cells, nerves, the double helix."""

import math

from .canvas import AMBER, BLUE, CORAL, CREAM, FOAM, HEIGHT, INK, NIGHT, PLUM, ROSE, RUST, TEAL, WIDTH, around, curve, fade, mix


def cells(c):
    """What a microscope shows: a tissue of cells with their nuclei."""
    c.wash("#f7c9b2", ROSE, "#ee9c84")
    centres = []
    for row in range(-1, 7):
        for column in range(-1, 9):
            x = column * 222 + (row % 2) * 111 + c.random.uniform(-26, 26)
            y = row * 184 + c.random.uniform(-24, 24)
            centres.append((x, y))
    fills = ("#f9e1c8", "#f3b49b", CORAL, "#f6cdb0", AMBER, "#dd7c6a", FOAM)
    for x, y in centres:
        fill = c.random.choice(fills)
        radius = c.random.uniform(96, 122)
        outline = curve(_wobbly(c, x, y, radius, 9), 10)
        c.polygon(outline, fill)
        c.shade(outline, mix(fill, PLUM, 0.55), 0.55, c.random.choice(["down", "right"]))
        nucleus = (x + c.random.uniform(-22, 22), y + c.random.uniform(-18, 18))
        c.ball(*nucleus, c.random.uniform(26, 38), PLUM, NIGHT)
        c.circle(nucleus[0] - 8, nucleus[1] - 8, 7, ROSE)
        for px, py in around(*nucleus, 62, 7, start=c.random.uniform(0, 90)):
            if c.random.random() < 0.65:
                c.ellipse(px, py, 9, 5, fade(PLUM, 0.55))


def _wobbly(c, x, y, radius, count):
    points = [
        (
            x + (px - x) * c.random.uniform(0.9, 1.06),
            y + (py - y) * c.random.uniform(0.82, 0.98),
        )
        for px, py in around(x, y, radius, count)
    ]
    return [*points, points[0]]


def neurons(c):
    """Nerve cells reach for one another in the dark."""
    c.wash(PLUM, "#33204a", NIGHT)
    for x, y, size, colour in (
        (260, 860, 0.6, "#7b4a6b"),
        (1430, 180, 0.65, "#7b4a6b"),
        (880, 150, 0.5, "#6a4068"),
    ):
        _neuron(c, x, y, size, colour, colour)
    c.glow(560, 470, 420, CORAL, 0.35)
    c.glow(1180, 700, 340, TEAL, 0.45)
    _neuron(c, 560, 470, 1.35, CORAL, AMBER)
    _neuron(c, 1180, 700, 1.05, FOAM, CREAM)


def _neuron(c, x, y, size, colour, spark):
    for n in range(9):
        heading = math.tau * n / 9 + c.random.uniform(-0.2, 0.2)
        _dendrite(c, x, y, heading, 150 * size, 17 * size, colour, spark, depth=4)
    c.circle(x, y, 62 * size, colour)
    c.shade_disc(x, y, 62 * size, PLUM, 0.8)
    c.circle(x - 6 * size, y - 6 * size, 22 * size, spark)


def _dendrite(c, x, y, heading, length, width, colour, spark, depth):
    bend = c.random.uniform(-0.3, 0.3)
    middle = (
        x + length * 0.5 * math.cos(heading),
        y + length * 0.5 * math.sin(heading),
    )
    end = (
        middle[0] + length * 0.5 * math.cos(heading + bend),
        middle[1] + length * 0.5 * math.sin(heading + bend),
    )
    c.stroke(curve([(x, y), middle, end], 8), colour, max(1.2, width))
    if depth == 0:
        c.circle(*end, max(3, width * 2.2), spark)
        return
    for swing in (-0.42, 0.36):
        _dendrite(
            c,
            *end,
            heading + bend + swing + c.random.uniform(-0.16, 0.16),
            length * 0.7,
            width * 0.6,
            colour,
            spark,
            depth - 1,
        )


def helix(c):
    """The double helix, turning."""
    c.wash(CREAM, "#fbe3bd", "#f8cf9a")
    for _each in range(24):
        c.circle(
            c.random.uniform(0, WIDTH),
            c.random.uniform(0, HEIGHT),
            c.random.uniform(20, 90),
            fade("#ffffff", 0.22),
        )
    pairs = ((CORAL, TEAL), (AMBER, BLUE))
    steps = [n / 2 for n in range(-20, 260)]

    def strand(t, phase):
        along = t * 15 - 150
        swing = 215 * math.sin(t * 0.107 + phase)
        return along + swing * 0.26, 533 - (along - 800) * 0.22 + swing

    for n in range(-2, 126, 2):
        (x1, y1), (x2, y2) = strand(n, 0), strand(n, math.pi)
        left, right = pairs[(n // 2) % 2]
        middle = ((x1 + x2) / 2, (y1 + y2) / 2)
        c.line([(x1, y1), middle], left, 13)
        c.line([middle, (x2, y2)], right, 13)
    for phase, colour, shadow in ((math.pi, INK, NIGHT), (0, RUST, PLUM)):
        path = [strand(t, phase) for t in steps]
        for first in range(0, len(path) - 1, 1):
            depth = math.cos(steps[first] * 0.107 + phase)
            c.stroke(
                path[first : first + 2],
                mix(shadow, colour, 0.5 + depth / 2),
                25 + 11 * depth,
            )
    for n in range(0, 124, 4):
        x, y = strand(n, 0)
        c.circle(x, y, 6, fade(CREAM, 0.85))
