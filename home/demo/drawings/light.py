"""Weather, colour and sound: what comes in waves."""

import math

from .canvas import AMBER, BLUE, CORAL, CREAM, FOAM, GOLD, HEIGHT, INK, NIGHT, PLUM, RUST, SKY, TEAL, WIDTH, curve, fade, mix


def weather(c):
    """Rain clouds, a front and the lines of a weather map."""
    c.wash("#7fb6c4", "#b9d8d5", CREAM)
    for n in range(9):
        line = c.ridge(150 + n * 105, 60 - n * 3, waves=3)
        c.line(line, fade("#ffffff", 0.55), 4)
    c.ball(1120, 330, 150, AMBER, CORAL, "down")
    for n in range(46):
        x, y = 130 + (n * 83) % 640, 560 + (n * 137) % 430
        c.stroke([(x, y), (x - 16, y + 46)], fade(INK, 0.75), 5)
    for x, y, scale, fill, shadow in (
        (980, 470, 1.5, CREAM, SKY),
        (430, 330, 1.9, INK, NIGHT),
        (760, 620, 1.1, "#ffffff", SKY),
    ):
        puffs = ((-120, 20, 74), (-40, -36, 100), (66, -14, 84), (140, 30, 60))
        for dx, dy, radius in puffs:
            c.circle(x + dx * scale, y + dy * scale, radius * scale, fill)
        c.box(x - 190 * scale, y + 20 * scale, 390 * scale, 72 * scale, fill, 36 * scale)
        for dx, dy, radius in puffs:
            c.shade_disc(x + dx * scale, y + dy * scale, radius * scale, shadow, 0.6)
    front = curve([(1620, 640), (1340, 760), (1120, 900), (1010, 1090)])
    c.line(front, RUST, 10)
    for n in range(18, len(front) - 12, 24):
        x, y = front[n]
        c.wedge(x, y, 26, 130, 310, RUST)


def prism(c):
    """White light falls on a prism and leaves as colours."""
    c.wash("#3a2140", PLUM, "#8a3f55")
    c.polygon([(0, 700), (0, 728), (690, 545), (680, 520)], fade(CREAM, 0.95))
    colours = (RUST, CORAL, GOLD, AMBER, "#6fae73", TEAL, BLUE, PLUM)
    for n, colour in enumerate(colours):
        c.polygon(
            [
                (915, 500 + n * 7),
                (915, 507 + n * 7),
                (WIDTH, 470 + (n + 1) * 66),
                (WIDTH, 470 + n * 66),
            ],
            colour,
        )
    outer = [(800, 210), (1110, 760), (490, 760)]
    c.polygon(outer, fade(SKY, 0.32))
    c.shade(outer, CREAM, 0.5, "left")
    c.polygon([(684, 530), (684, 548), (915, 556), (915, 500)], fade(CREAM, 0.35))
    c.line([*outer, outer[0], outer[1]], CREAM, 7)
    for radius in (520, 640, 760, 880):
        c.arc(800, 560, radius, 150, 215, fade(SKY, 0.22), 3)
    c.stars(60, 420)


def sound(c):
    """Sound as a picture: waves meet and make a pattern."""
    c.wash(NIGHT, PLUM, RUST)
    c.circle(800, 533, 330, fade(AMBER, 0.14))
    c.circle(800, 533, 230, fade(AMBER, 0.2))
    for n in range(30):
        share = n / 29
        colour = mix(mix(FOAM, AMBER, min(1, share * 2)), CORAL, max(0, share * 2 - 1))
        line = []
        for x in range(-10, WIDTH + 20, 10):
            swell = math.exp(-(((x - 800) / 430) ** 2))
            y = (
                533
                + (share - 0.5) * 560 * (1 - 0.62 * swell)
                + 205 * swell * math.sin(x / 66 + share * 5.2) * math.cos(share * 3 - 1.5)
            )
            line.append((x, y))
        c.line(line, fade(colour, 0.9), 4.5)
    c.stars(40, HEIGHT, AMBER)
