"""Books and coffee."""

from .canvas import (
    AMBER,
    BLUE,
    CORAL,
    CREAM,
    FOAM,
    GOLD,
    INK,
    NIGHT,
    PINE,
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
    mix,
)


def books(c):
    """Shelves of books, and a cat asleep on one of them."""
    c.wash(PLUM, NIGHT)
    colours = (CORAL, AMBER, TEAL, CREAM, ROSE, INK, RUST, FOAM, GOLD, BLUE, SAND)
    for row in range(4):
        base = 262 + row * 262
        x = c.random.randint(-40, 0)
        while x < WIDTH:
            if row == 2 and 600 < x < 980:
                x = 990
            width, height, fill = (
                c.random.randint(26, 66),
                c.random.randint(150, 228),
                c.random.choice(colours),
            )
            lean = 26 if c.random.random() < 0.08 else 0
            spine = [
                (x, base),
                (x + lean, base - height),
                (x + lean + width, base - height),
                (x + width, base),
            ]
            c.polygon(spine, fill)
            c.shade(spine, mix(fill, NIGHT, 0.7), 0.65, "right")
            trim = mix(fill, NIGHT if fill in (CREAM, SAND, AMBER, FOAM, ROSE) else CREAM, 0.7)
            if not lean:
                c.box(x + 5, base - height + 22, width - 10, 7, trim)
                c.box(x + 5, base - 34, width - 10, 7, trim)
                if width > 44:
                    c.circle(x + width / 2, base - height / 2, width * 0.22, trim)
                elif width > 34:
                    c.box(
                        x + width / 2 - 4,
                        base - height * 0.7,
                        8,
                        height * 0.34,
                        trim,
                        4,
                    )
            x += width + lean + 4
        c.box(-20, base, WIDTH + 40, 24, "#8a5a3c")
        c.shade([(0, base), (WIDTH, base), (WIDTH, base + 24), (0, base + 24)], NIGHT, 0.8)
    base = 262 + 2 * 262
    c.ellipse(800, base - 52, 150, 56, GOLD)
    c.box(652, base - 54, 296, 56, GOLD, 26)
    c.shade([(672, base - 60), (930, base - 60), (930, base), (672, base)], RUST, 0.7)
    c.circle(690, base - 78, 52, GOLD)
    c.polygon([(648, base - 104), (656, base - 152), (694, base - 124)], GOLD)
    c.polygon([(700, base - 126), (736, base - 148), (738, base - 100)], GOLD)
    for x in (672, 710):
        c.arc(x, base - 84, 11, 20, 160, NIGHT, 4)
    c.stroke(
        curve([(930, base - 20), (990, base - 4), (960, base + 70), (990, base + 120)]),
        GOLD,
        24,
    )


def cafe(c):
    """A table in a café: cups, cake, and a molecule rising as steam."""
    c.wash(TEAL, PINE)
    for x in (120, 620, 1120):
        c.box(x, -20, 380, 420, "#ffdf9a", 10)
        c.shade([(x, 0), (x + 380, 0), (x + 380, 400), (x, 400)], CORAL, 0.55)
        c.box(x + 182, -20, 16, 420, PINE)
        c.box(x, 180, 380, 14, PINE)
    c.ellipse(800, 960, 900, 330, RUST)
    c.shade_disc(800, 1000, 420, NIGHT, 0.4)
    c.ellipse(800, 940, 880, 310, "#c65a3d")
    for x, y, scale, fill in ((520, 760, 1.25, CREAM), (1130, 800, 1.05, AMBER)):
        c.ellipse(x, y + 128 * scale, 220 * scale, 50 * scale, mix(fill, RUST, 0.35))
        c.ellipse(x, y + 118 * scale, 214 * scale, 46 * scale, fill)
        cup = [
            (x - 140 * scale, y - 60 * scale),
            *around(x, y + 4 * scale, 122 * scale, 24, start=160, end=20),
            (x + 140 * scale, y - 60 * scale),
        ]
        c.arc(x + 142 * scale, y, 56 * scale, 250, 470, fill, 22 * scale)
        c.polygon(cup, fill)
        c.shade(cup, RUST, 0.75, "right")
        c.ellipse(x, y - 60 * scale, 140 * scale, 38 * scale, mix(fill, "#ffffff", 0.5))
        c.ellipse(x, y - 58 * scale, 122 * scale, 29 * scale, "#4a2618")
    ring = around(520, 420, 92, 6, start=-90, end=270)
    c.line([*ring, ring[0], ring[1]], CREAM, 9)
    c.line([ring[0], (520, 230)], CREAM, 9)
    c.line([ring[1], (690, 330), (770, 390)], CREAM, 9)
    c.line([ring[4], (350, 480)], CREAM, 9)
    c.line(curve([(520, 640), (540, 590), (505, 560), (520, 512)]), fade(CREAM, 0.8), 9)
    atoms = (*ring, (520, 230), (690, 330), (770, 390), (350, 480))
    for n, (x, y) in enumerate(atoms):
        c.ball(x, y, 34 if n % 3 else 42, (CORAL, CREAM, AMBER, SKY)[n % 4], RUST)
    for shift in (-40, 40):
        c.line(
            curve(
                [
                    (1130 + shift, 690),
                    (1150 + shift, 630),
                    (1110 + shift, 570),
                    (1140 + shift, 500),
                ]
            ),
            fade(CREAM, 0.75),
            10,
        )
    c.polygon([(800, 930), (960, 960), (960, 1010), (800, 985)], ROSE)
    c.polygon([(800, 930), (870, 890), (960, 960)], CREAM)
    c.circle(872, 902, 16, RUST)
