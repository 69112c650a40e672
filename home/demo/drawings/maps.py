"""A map and the machines that read it."""

from PIL import Image, ImageFilter

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
    PINE,
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


def contours(c):
    """A map of hills by their contour lines, with a way marked on it."""
    small = (WIDTH // 20, HEIGHT // 20)
    noise = Image.frombytes("L", small, c.random.randbytes(small[0] * small[1])).filter(ImageFilter.GaussianBlur(6.5))
    low, high = noise.getextrema()
    stretched = noise.point(lambda v: round((v - low) * 255 / (high - low)))
    height = stretched.resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(12))
    large = height.resize(c.image.size, Image.Resampling.BICUBIC)
    tints = (
        BLUE,
        "#5d9fae",
        SKY,
        "#cfe0bf",
        "#b4d0a0",
        "#d9d39a",
        SAND,
        "#f0c98c",
        "#e7a76d",
        "#d98a5a",
        CREAM,
    )
    for n, tint in enumerate(tints):
        level = 26 + n * 20
        if n == 0:
            c.wash(tint, tint)
            continue
        c.image.paste(
            tint,
            mask=large.point(lambda v, level=level: max(0, min(255, (v - level) * 90 + 128))),
        )
        edge = height.point(lambda v, level=level: 255 if v >= level else 0).filter(ImageFilter.FIND_EDGES)
        line = (edge if n % 3 else edge.filter(ImageFilter.MaxFilter(3))).resize(c.image.size, Image.Resampling.BILINEAR)
        c.image.paste(mix(tint, RUST, 0.55), mask=line.point(lambda v: v * 2 // 3))
    way = curve(
        [
            (120, 980),
            (330, 830),
            (560, 880),
            (690, 640),
            (930, 560),
            (1010, 360),
            (1270, 300),
            (1420, 130),
        ]
    )
    for n in range(0, len(way) - 12, 16):
        c.stroke(way[n : n + 9], RUST, 9)
    for x, y in ((120, 980), (1420, 130)):
        c.circle(x, y, 25, CREAM)
        c.circle(x, y, 17, RUST)
    for x, y, word in ((690, 640, AMBER), (1010, 360, AMBER)):
        c.circle(x, y - 62, 38, INK)
        c.polygon([(x - 33, y - 46), (x, y + 8), (x + 33, y - 46)], INK)
        c.circle(x, y - 62, 16, word)
    c.circle(1400, 880, 108, fade(CREAM, 0.92))
    c.circle(1400, 880, 96, outline=INK, width=4)
    for angle in range(0, 360, 45):
        reach = 86 if angle % 90 == 0 else 50
        tip = around(1400, 880, reach, 1, start=angle, end=angle)[0]
        left, right = (around(1400, 880, 16, 1, start=angle + turn, end=angle)[0] for turn in (-45, 45))
        c.polygon([(1400, 880), left, tip], INK)
        c.polygon([(1400, 880), right, tip], CORAL)


def circuit(c):
    """A chip and the tracks that lead to it."""
    c.wash(PINE, "#0e3a43", NIGHT)
    for n in range(64):
        side = n % 4
        along = (n // 4 - 7.5) * 34
        x, y = {
            0: (800 + along, 250),
            1: (800 + along, 820),
            2: (515, 535 + along),
            3: (1085, 535 + along),
        }[side]
        out = c.random.choice([60, 110, 160, 210])
        slope = c.random.choice([-1, 1]) * c.random.randint(40, 170)
        far = c.random.randint(60, 320)
        if side < 2:
            way = -1 if side == 0 else 1
            path = [
                (x, y),
                (x, y + way * out * 0.5),
                (x + slope, y + way * (out * 0.5 + abs(slope) * 0.5)),
                (x + slope, y + way * (out + far)),
            ]
        else:
            way = -1 if side == 2 else 1
            path = [
                (x, y),
                (x + way * out, y),
                (x + way * (out + abs(slope)), y + slope),
                (x + way * (out + abs(slope) + far), y + slope),
            ]
        colour = c.random.choice([AMBER, GOLD, FOAM, CORAL, TEAL, TEAL])
        c.stroke(path, colour, 7)
        c.circle(*path[-1], 15, colour)
        c.circle(*path[-1], 6, NIGHT)
    for n in range(16):
        along = (n - 7.5) * 34
        for box in (
            (790 + along, 232, 20, 30),
            (790 + along, 808, 20, 30),
            (497, 525 + along, 30, 20),
            (1073, 525 + along, 30, 20),
        ):
            c.box(*box, CREAM)
    c.box(520, 255, 560, 560, INK, 24)
    c.shade([(520, 255), (1080, 255), (1080, 815), (520, 815)], NIGHT, 0.9)
    c.box(600, 335, 400, 400, TEAL, 14)
    c.shade([(600, 335), (1000, 335), (1000, 735), (600, 735)], NIGHT, 0.6)
    for row in range(9):
        for column in range(9):
            if c.random.random() < 0.72:
                c.box(
                    618 + column * 42,
                    353 + row * 42,
                    30,
                    30,
                    c.random.choice([AMBER, CORAL, CREAM, FOAM, GOLD, ROSE]),
                    c.random.choice([0, 4, 15]),
                )
    c.circle(560, 295, 14, CREAM)
