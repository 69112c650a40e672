"""A sheet to draw on: flat colour, soft light and speckled shade, as on a science poster of the 1950s."""

import math
from random import Random

from PIL import Image, ImageChops, ImageColor, ImageDraw

WIDTH, HEIGHT = 1600, 1067
SCALE = 2  # drawn twice as large and reduced at the end, which smooths every edge

NIGHT, INK, BLUE, SKY = "#08263b", "#0b3d5c", "#1d6486", "#9fcbd6"
PINE, TEAL, FOAM, LEAF = "#12484a", "#1f7a78", "#93cbb8", "#5f9e6e"
CREAM, SAND, AMBER, GOLD = "#faf0dc", "#ecd7ad", "#ffb81c", "#e2942a"
CORAL, RUST, ROSE, PLUM = "#ee6c4d", "#b3432f", "#f5b199", "#4d2c50"


def fade(colour, opacity):
    """The colour as thin paint."""
    return (*ImageColor.getrgb(colour)[:3], round(255 * opacity))


def mix(one, other, share):
    """A colour between two: `share` 0 is the first, 1 the second."""
    pairs = zip(ImageColor.getrgb(one), ImageColor.getrgb(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


class Canvas:
    """A sheet of 1600 × 1067 points. The same seed always gives the same picture."""

    def __init__(self, seed, ground=CREAM):
        self.random = Random(seed)
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), ground)
        self.pen = ImageDraw.Draw(self.image, "RGBA")

    def polygon(self, points, fill):
        self.pen.polygon(_scaled(points), fill=fill)

    def line(self, points, fill, width=2):
        self.pen.line(_scaled(points), fill=fill, width=round(width * SCALE), joint="curve")

    def stroke(self, points, fill, width=2):
        """A line with round ends."""
        self.line(points, fill, width)
        for x, y in (points[0], points[-1]):
            self.circle(x, y, width / 2, fill)

    def circle(self, x, y, radius, fill=None, outline=None, width=2):
        self.ellipse(x, y, radius, radius, fill, outline, width)

    def ellipse(self, x, y, across, down, fill=None, outline=None, width=2):
        box = _scaled([(x - across, y - down), (x + across, y + down)])
        self.pen.ellipse(box, fill=fill, outline=outline, width=round(width * SCALE))

    def box(self, x, y, width, height, fill, radius=0):
        self.pen.rounded_rectangle(_scaled([(x, y), (x + width, y + height)]), radius * SCALE, fill=fill)

    def arc(self, x, y, radius, start, end, fill, width=2):
        box = _scaled([(x - radius, y - radius), (x + radius, y + radius)])
        self.pen.arc(box, start, end, fill=fill, width=round(width * SCALE))

    def wedge(self, x, y, radius, start, end, fill):
        self.pen.pieslice(
            _scaled([(x - radius, y - radius), (x + radius, y + radius)]),
            start,
            end,
            fill=fill,
        )

    def wash(self, *colours):
        """Fill the whole sheet with colours that run into each other, from top to bottom."""
        strip = Image.new("RGB", (1, len(colours)))
        strip.putdata([ImageColor.getrgb(colour) for colour in colours])
        tall = strip.resize((1, self.image.height), Image.Resampling.BILINEAR)
        self.image.paste(tall.resize(self.image.size, Image.Resampling.NEAREST))

    def glow(self, x, y, radius, colour, strength=0.6):
        """Light that fades out evenly around a point."""
        size = round(radius * 2 * SCALE)
        ball = Image.radial_gradient("L").point(lambda v: round(max(0, 255 - v * 1.45) * strength))
        corner = (round((x - radius) * SCALE), round((y - radius) * SCALE))
        self.image.paste(
            colour,
            (*corner, corner[0] + size, corner[1] + size),
            ball.resize((size, size), Image.Resampling.BILINEAR),
        )

    def shade(self, points, colour, strength=0.7, towards="down"):
        """Speckle a shape, densest on one side: `towards` is down, up, left or right."""
        self._speckle(
            lambda pen, scaled: pen.polygon(scaled(points), fill=255),
            points,
            colour,
            strength,
            towards,
        )

    def shade_disc(self, x, y, radius, colour, strength=0.7, towards="down"):
        corners = [(x - radius, y - radius), (x + radius, y + radius)]
        self._speckle(
            lambda pen, scaled: pen.ellipse(scaled(corners), fill=255),
            corners,
            colour,
            strength,
            towards,
        )

    def _speckle(self, draw, points, colour, strength, towards):
        xs, ys = zip(*points, strict=True)
        left, top = max(0, math.floor(min(xs))), max(0, math.floor(min(ys)))
        right, bottom = min(WIDTH, math.ceil(max(xs))), min(HEIGHT, math.ceil(max(ys)))
        size = (right - left, bottom - top)
        if min(size) <= 0:
            return
        large = (size[0] * SCALE, size[1] * SCALE)
        mask = Image.new("L", large, 0)
        draw(
            ImageDraw.Draw(mask),
            lambda corners: [((x - left) * SCALE, (y - top) * SCALE) for x, y in corners],
        )
        turns = {"down": 0, "right": 90, "up": 180, "left": 270}[towards]
        slope = Image.linear_gradient("L").rotate(turns).point(lambda v: round(v * v / 255 * strength))
        slope = slope.resize(size, Image.Resampling.BILINEAR)
        noise = Image.frombytes("L", size, self.random.randbytes(size[0] * size[1]))
        dots = ImageChops.subtract(slope, noise).point(lambda v: 255 if v else 0).resize(large, Image.Resampling.NEAREST)
        corner = (left * SCALE, top * SCALE)
        self.image.paste(
            colour,
            (*corner, corner[0] + large[0], corner[1] + large[1]),
            ImageChops.multiply(dots, mask),
        )

    def ball(self, x, y, radius, fill, shadow, towards="right"):
        """A disc that looks round."""
        self.circle(x, y, radius, fill)
        self.shade_disc(x, y, radius, shadow, 0.95, towards)

    def stars(self, count, bottom=HEIGHT, colour=CREAM):
        for _each in range(count):
            x, y = self.random.uniform(0, WIDTH), self.random.uniform(0, bottom)
            self.circle(
                x,
                y,
                self.random.choice([0.9, 1.2, 1.2, 1.7, 2.6]),
                fade(colour, self.random.uniform(0.45, 1)),
            )

    def ridge(self, y, height, *, waves=3, step=8):
        """The line of hills: points from the left edge to the right one."""
        parts = [
            (
                height / (n + 1),
                (n + 1) * self.random.uniform(0.7, 1.4) * math.tau / WIDTH,
                self.random.uniform(0, math.tau),
            )
            for n in range(waves)
        ]
        return [(x, y + sum(a * math.sin(x * f + p) for a, f, p in parts)) for x in range(-step, WIDTH + 2 * step, step)]

    def ground(self, ridge, fill, shadow=None, strength=0.45, towards="down"):
        """Fill everything below a line."""
        shape = [*ridge, (WIDTH + 20, HEIGHT + 20), (-20, HEIGHT + 20)]
        self.polygon(shape, fill)
        if shadow:
            self.shade(shape, shadow, strength, towards)

    def finish(self):
        """The picture in its final size, with the faint grain of paper."""
        small = self.image.reduce(SCALE)
        noise = Image.frombytes(
            "L",
            (WIDTH // 2, HEIGHT // 2),
            self.random.randbytes((WIDTH // 2) * (HEIGHT // 2)),
        )
        grain = noise.point(lambda v: 122 + v // 22).resize(small.size, Image.Resampling.BILINEAR)
        return ImageChops.overlay(small, Image.merge("RGB", [grain] * 3))


def _scaled(points):
    return [(x * SCALE, y * SCALE) for x, y in points]


def around(x, y, radius, count, *, start=0.0, end=360.0):
    """Points spread evenly along an arc; degrees run clockwise from the right, as on a screen."""
    steps = count if end - start >= 360 else max(1, count - 1)
    angles = (math.radians(start + (end - start) * n / steps) for n in range(count))
    return [(x + radius * math.cos(a), y + radius * math.sin(a)) for a in angles]


def curve(points, count=40):
    """A smooth line through all the points (Catmull-Rom)."""
    padded = [points[0], *points, points[-1]]
    line = []
    for p0, p1, p2, p3 in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for n in range(count):
            t = n / count
            line.append(
                tuple(
                    0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3)
                    for a, b, c, d in zip(p0, p1, p2, p3, strict=True)
                )
            )
    return [*line, points[-1]]
