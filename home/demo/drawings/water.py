"""Waves, a coral and a bridge."""

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from .canvas import (
    AMBER,
    BLUE,
    CORAL,
    CREAM,
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


def tide(c):
    """Waves behind waves, to the horizon."""
    c.wash(CREAM, "#fbdcae", ROSE)
    for radius, opacity in ((330, 0.25), (250, 0.35)):
        c.circle(1130, 360, radius, fade("#fff5da", opacity))
    c.ball(1130, 360, 165, CORAL, RUST, "down")
    colours = ("#a5cfca", "#6fb3b3", TEAL, "#176a7d", BLUE, INK, NIGHT)
    for n, colour in enumerate(colours):
        size = 64 + n * 26
        top = 400 + n * 84
        shift = c.random.uniform(0, size * 2)
        for k in range(-1, int(WIDTH / size / 1.9) + 3):
            x = k * size * 1.9 - shift
            c.circle(x, top + size, size, colour)
            c.shade_disc(x, top + size, size, mix(colour, NIGHT, 0.7), 0.6)
            for inset, opacity in ((0.84, 0.75), (0.66, 0.5), (0.48, 0.35)):
                c.arc(
                    x,
                    top + size,
                    size * inset,
                    188,
                    352,
                    fade(CREAM, opacity),
                    2 + n * 0.5,
                )
        c.box(-20, top + size * 1.1, WIDTH + 40, 400, colour)
    x, y = 420, 395
    c.polygon([(x - 92, y), (x + 92, y), (x + 60, y + 48), (x - 62, y + 48)], RUST)
    c.line([(x, y), (x, y - 170)], INK, 6)
    c.polygon([(x + 8, y - 168), (x + 8, y - 16), (x + 108, y - 16)], CREAM)
    c.polygon([(x - 8, y - 150), (x - 8, y - 16), (x - 80, y - 16)], SAND)
    colour = colours[0]
    for k in range(4):
        c.circle(x - 110 + k * 76, y + 82, 48, colour)
        c.arc(x - 110 + k * 76, y + 82, 40, 188, 352, fade(CREAM, 0.75), 2)


def coral(c):
    """A brain coral: the pattern that grows where two substances chase each other (Turing, 1952)."""
    small = (WIDTH // 4, HEIGHT // 4)
    field = Image.frombytes("L", small, c.random.randbytes(small[0] * small[1]))
    for _step in range(14):
        near, far = (
            field.filter(ImageFilter.GaussianBlur(3.1)),
            field.filter(ImageFilter.GaussianBlur(6.2)),
        )
        field = ImageChops.add(ImageChops.subtract(near, far, 0.16, 128), Image.new("L", small, 0))
    size = c.image.size
    smooth = field.filter(ImageFilter.GaussianBlur(1.5)).resize(size, Image.Resampling.BICUBIC)
    c.wash(INK, TEAL, "#2a8d86")
    inside = Image.new("L", size, 0)
    ImageDraw.Draw(inside).ellipse((size[0] * 0.06, size[1] * 0.08, size[0] * 1.1, size[1] * 1.5), fill=255)
    for level, colour in (
        (92, PLUM),
        (122, RUST),
        (140, CORAL),
        (168, ROSE),
        (206, CREAM),
    ):
        band = smooth.point(lambda v, level=level: max(0, min(255, (v - level) * 24)))
        c.image.paste(colour, mask=ImageChops.multiply(inside, band) if level > 92 else inside)
    for _each in range(70):
        x, y = c.random.uniform(0, WIDTH), c.random.uniform(0, HEIGHT)
        c.circle(x, y, c.random.uniform(3, 11), outline=fade(CREAM, 0.55), width=2)
    for x, y, scale, way in (
        (170, 180, 1.0, 1),
        (1430, 880, 1.2, -1),
        (1360, 150, 0.7, -1),
    ):
        c.ellipse(x, y, 60 * scale, 30 * scale, AMBER)
        c.polygon(
            [
                (x - way * 50 * scale, y),
                (x - way * 96 * scale, y - 32 * scale),
                (x - way * 96 * scale, y + 32 * scale),
            ],
            AMBER,
        )
        c.shade_disc(x, y, 30 * scale, CORAL, 0.8)
        c.circle(x + way * 36 * scale, y - 7 * scale, 5 * scale, NIGHT)


def bridge(c):
    """A stone bridge over a river, with rowing boats."""
    c.wash("#8fc3cc", "#cfe2d4", "#fbe5c0")
    c.circle(330, 250, 100, CREAM)
    for y, height, colour in ((500, 50, "#8fb6a6"), (560, 40, "#5c9585")):
        c.ground(c.ridge(y, height), colour, TEAL, 0.4, "up")
    for x, y, size in (
        (90, 600, 120),
        (220, 590, 90),
        (1330, 590, 110),
        (1450, 600, 140),
        (1560, 600, 100),
    ):
        c.circle(x, y - size * 0.5, size * 0.72, PINE)
        c.shade_disc(x, y - size * 0.5, size * 0.72, LEAF, 0.6, "up")
    c.box(-20, 640, WIDTH + 40, 460, BLUE)
    c.shade([(0, 640), (WIDTH, 640), (WIDTH, HEIGHT), (0, HEIGHT)], NIGHT, 0.75)
    deck = curve([(-20, 560), (400, 478), (800, 446), (1200, 478), (1620, 560)])
    wall = [*deck, (1620, 740), (-20, 740)]
    c.polygon(wall, SAND)
    c.shade(wall, RUST, 0.6)
    for x, radius in ((190, 130), (490, 152), (800, 160), (1110, 152), (1410, 130)):
        c.wedge(x, 716, radius + 16, 180, 360, "#c99b63")
        c.wedge(x, 716, radius, 180, 360, INK)
        c.box(x - radius, 714, radius * 2, 40, INK)
        c.box(x - radius, 740, radius * 2, 70 + radius * 0.35, fade(NIGHT, 0.45), radius)
    c.box(-20, 738, WIDTH + 40, 5, fade(CREAM, 0.5))
    c.line(deck, CREAM, 15)
    for n in range(12, len(deck), 12):
        x, y = deck[n]
        c.line([(x, y), (x, y - 30)], "#a06f45", 5)
    c.line([(x, y - 32) for x, y in deck], "#a06f45", 6)
    for n, (x, colour) in enumerate(((560, CORAL), (610, INK), (690, AMBER), (1010, TEAL), (1052, RUST))):
        y = min(deck, key=lambda p, x=x: abs(p[0] - x))[1] - 6
        height = 84 - (n % 2) * 22
        c.polygon([(x - 17, y), (x, y - height * 0.8), (x + 17, y)], colour)
        c.circle(x, y - height * 0.92, 12, SAND)
    for x, y, scale, colour in ((470, 900, 1.0, CORAL), (1080, 960, 1.3, AMBER)):
        c.polygon(
            curve(
                [
                    (x - 150 * scale, y - 14 * scale),
                    (x, y + 26 * scale),
                    (x + 150 * scale, y - 14 * scale),
                ],
                10,
            ),
            colour,
        )
        c.shade(
            [(x - 150 * scale, y - 14), (x + 150 * scale, y - 14), (x, y + 26 * scale)],
            RUST,
            0.6,
        )
        for dx in (-60, 20):
            px = x + dx * scale
            c.polygon(
                [(px - 16 * scale, y), (px, y - 66 * scale), (px + 16 * scale, y)],
                CREAM,
            )
            c.circle(px, y - 76 * scale, 13 * scale, SAND)
            c.line([(px, y - 30 * scale), (px + 96 * scale, y + 44 * scale)], SAND, 5)
        for n in range(3):
            c.line(
                [
                    (x - (190 - n * 40) * scale, y + (40 + n * 16) * scale),
                    (x + (170 - n * 50) * scale, y + (40 + n * 16) * scale),
                ],
                fade(SKY, 0.6),
                4,
            )
