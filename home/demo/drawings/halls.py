"""Where people meet indoors: museum and lecture hall."""

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
    TEAL,
    WIDTH,
    around,
    curve,
    fade,
    mix,
)
from .people import person


def museum(c):
    """A museum hall: arches, cases and a long skeleton overhead."""
    c.wash("#f4dcb4", SAND)
    for n in range(5):
        x = 160 + n * 320
        c.box(x - 118, 330, 236, 640, mix(TEAL, CREAM, 0.25))
        c.wedge(x, 332, 118, 180, 360, mix(TEAL, CREAM, 0.25))
        c.shade([(x - 118, 214), (x + 118, 214), (x + 118, 970), (x - 118, 970)], INK, 0.8)
        c.arc(x, 332, 132, 180, 360, RUST, 14)
        c.arc(x, 332, 152, 180, 360, CREAM, 7)
        for step in range(4):
            c.line(
                [(x - 118 + step * 79, 300), (x - 118 + step * 79, 700)],
                fade(CREAM, 0.35),
                3,
            )
    for n in range(6):
        x = n * 320
        c.box(x - 30, 320, 60, 660, CREAM)
        c.shade(
            [(x - 30, 320), (x + 30, 320), (x + 30, 980), (x - 30, 980)],
            RUST,
            0.5,
            "right",
        )
        c.box(x - 46, 296, 92, 36, RUST, 6)
    c.box(-20, 960, WIDTH + 40, 120, RUST)
    for n in range(-8, 28):
        c.polygon(
            [
                (n * 90, 1067),
                (n * 90 + 45, 1067),
                (n * 60 + 300, 960),
                (n * 60 + 270, 960),
            ],
            fade(NIGHT, 0.2),
        )
    spine = curve([(120, 500), (330, 330), (640, 300), (980, 330), (1280, 300), (1500, 190)])
    for n in range(20, len(spine) - 60, 9):
        x, y = spine[n]
        reach = 175 * math.sin(math.pi * (n - 20) / (len(spine) - 80))
        c.line(curve([(x, y), (x + 34, y + reach * 0.55), (x + 6, y + reach)], 8), CREAM, 9)
    c.line(spine, CREAM, 22)
    for n in range(0, len(spine), 7):
        x, y = spine[n]
        c.circle(x, y, 14, CREAM)
        c.circle(x, y, 5, fade(RUST, 0.6))
    skull = curve(
        [
            (150, 470),
            (90, 480),
            (20, 560),
            (30, 600),
            (110, 590),
            (190, 540),
            (190, 490),
        ],
        8,
    )
    c.polygon(skull, CREAM)
    c.shade(skull, RUST, 0.5)
    c.circle(128, 518, 15, RUST)
    for x, tint in ((330, CORAL), (760, AMBER), (1210, FOAM)):
        c.box(x - 92, 760, 184, 130, fade("#ffffff", 0.45))
        c.box(x - 104, 886, 208, 90, INK, 6)
        c.ball(x, 830, 44, tint, RUST)
    for x, height, coat in (
        (520, 150, INK),
        (575, 100, CORAL),
        (965, 150, PLUM),
        (1010, 140, TEAL),
        (1420, 150, INK),
    ):
        person(c, x, 1010, height, coat)


def lecture(c):
    """A full lecture hall and a bright screen."""
    c.wash(NIGHT, INK, PLUM)
    c.polygon([(520, 60), (1080, 60), (1500, HEIGHT), (100, HEIGHT)], fade(AMBER, 0.16))
    c.box(440, 90, 720, 370, CREAM, 10)
    c.shade([(440, 90), (1160, 90), (1160, 460), (440, 460)], GOLD, 0.4)
    c.ball(640, 275, 110, CORAL, RUST)
    for radius in (150, 190, 230):
        c.arc(640, 275, radius, -62, 62, TEAL, 7)
    for n, height in enumerate((60, 110, 90, 170, 140, 220)):
        c.box(900 + n * 38, 410 - height, 24, height, (TEAL, BLUE, CORAL)[n % 3])
    c.box(1215, 420, 84, 130, RUST, 6)
    person(c, 1257, 470, 140, AMBER)
    coats = (CORAL, TEAL, AMBER, ROSE, FOAM, RUST, BLUE, GOLD, "#7b4a6b")
    skins = (SAND, "#8a5a3c", "#c98e62", "#5d3a2a", "#f0cfa8")
    for row in range(5):
        size = 62 + row * 24
        y = 600 + row * 104
        c.box(-20, y + size * 0.62, WIDTH + 40, 200, mix(PLUM, NIGHT, 0.3 + row * 0.15))
        shift = (row % 2) * size * 0.8
        for n in range(-1, int(WIDTH / (size * 1.62)) + 2):
            if c.random.random() < 0.08:
                continue
            x = n * size * 1.62 + shift + c.random.uniform(-8, 8)
            coat = mix(c.random.choice(coats), NIGHT, 0.12 + 0.09 * row)
            body = [
                *around(x, y + size * 0.78, size * 0.62, 20, start=180, end=360),
                (x + size * 0.62, y + size * 1.5),
                (x - size * 0.62, y + size * 1.5),
            ]
            c.polygon(body, coat)
            c.shade(body, NIGHT, 0.7)
            c.circle(x, y, size * 0.36, mix(c.random.choice(skins), NIGHT, 0.1 + 0.07 * row))
            c.wedge(
                x,
                y - size * 0.02,
                size * 0.38,
                165,
                375,
                mix(
                    c.random.choice(["#2b1b1b", "#5a3520", NIGHT, "#8d6a3f"]),
                    NIGHT,
                    0.3,
                ),
            )
