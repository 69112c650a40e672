"""The front page's picture: the town between its hills."""

from .canvas import AMBER, CORAL, CREAM, FOAM, HEIGHT, INK, NIGHT, PINE, ROSE, SAND, TEAL, curve, fade, mix


def hills(c):
    """The front page: a town between hills and its river, at first light."""
    c.wash("#f6b08a", "#fbd7a4", CREAM, CREAM)
    for radius, opacity in ((430, 0.16), (335, 0.2), (245, 0.28)):
        c.circle(1080, 430, radius, fade("#fff3d0", opacity))
    c.circle(1080, 430, 150, AMBER)
    c.shade_disc(1080, 430, 150, CORAL, 0.5)
    for x, y, width in (
        (220, 190, 210),
        (480, 130, 130),
        (1340, 230, 180),
        (800, 215, 100),
    ):
        _cloud(c, x, y, width, fade("#fffaf0", 0.75))
    for y, height, colour in (
        (500, 60, "#d99a86"),
        (560, 55, "#a98391"),
        (622, 46, "#6d7f93"),
    ):
        c.ground(c.ridge(y, height, waves=4), colour, mix(colour, INK, 0.45), 0.28, "up")
    _town(c, 700)
    c.ground(c.ridge(742, 16), TEAL, PINE, 0.5)
    river = [(760, 752), (700, 790), (860, 850), (640, 930), (900, HEIGHT + 10)]
    bank = [(x + w, y) for (x, y), w in zip(river, (14, 40, 80, 170, 300), strict=True)]
    c.polygon([*curve(river), *reversed(curve(bank))], "#f9dfb4")
    c.shade([*curve(river), *reversed(curve(bank))], CORAL, 0.35)
    front = curve([(-20, 800), (180, 786), (420, 850), (560, 960), (620, 1080)])
    c.polygon([*front, (-20, 1090)], PINE)
    c.shade([*front, (-20, 1090)], NIGHT, 0.75)
    right = curve([(1000, 1080), (1090, 960), (1290, 850), (1460, 800), (1640, 790)])
    c.polygon([*right, (1640, 1090)], INK)
    c.shade([*right, (1640, 1090)], NIGHT, 0.8)
    for x, y, size in (
        (70, 800, 84),
        (150, 796, 112),
        (230, 806, 70),
        (318, 826, 96),
        (1400, 826, 90),
        (1490, 806, 124),
        (1570, 800, 96),
    ):
        _poplar(c, x, y, size)
    _walkers(c, right)
    for x, y in ((560, 330), (610, 300), (665, 338), (520, 290)):
        c.arc(x - 11, y, 12, 200, 340, INK, 3)
        c.arc(x + 11, y, 12, 200, 340, INK, 3)


def _town(c, base):
    """Houses, a dome and three towers, dark against the light."""
    wall, lit = "#2c5066", "#ffd98a"
    x = 250
    while x < 1370:
        width, height = c.random.choice([34, 42, 54, 64]), c.random.randint(40, 88)
        c.polygon(
            [
                (x, base + 60),
                (x, base - height),
                (x + width / 2, base - height - width * 0.5),
                (x + width, base - height),
                (x + width, base + 60),
            ],
            wall,
        )
        for step in range(10, width - 12, 16):
            if c.random.random() < 0.6:
                c.box(x + step, base - height + 12, 6, 10, lit)
        x += width - 2
    for x, height, width in ((430, 190, 36), (960, 230, 30), (1210, 160, 40)):
        c.box(x, base - height, width, height + 60, "#234559")
        c.polygon(
            [
                (x - 5, base - height),
                (x + width / 2, base - height - 78),
                (x + width + 5, base - height),
            ],
            "#1a3a4d",
        )
        c.box(x + width / 2 - 4, base - height + 18, 8, 22, lit, 4)
    c.box(610, base - 110, 220, 170, "#234559")
    c.wedge(720, base - 116, 92, 180, 360, "#1a3a4d")
    c.box(704, base - 236, 32, 32, "#234559")
    c.wedge(720, base - 234, 18, 180, 360, "#1a3a4d")
    for step in range(8):
        c.box(624 + step * 26, base - 84, 10, 44, lit, 5)


def _cloud(c, x, y, width, colour):
    c.box(x - width / 2, y, width, width * 0.16, colour, width * 0.08)
    c.box(x - width * 0.3, y - width * 0.11, width * 0.5, width * 0.2, colour, width * 0.1)


def _poplar(c, x, y, size):
    c.line([(x, y + 40), (x, y - size * 0.4)], NIGHT, 5)
    c.ellipse(x, y - size * 0.55, size * 0.2, size * 0.62, "#0d3b40")
    c.shade(
        [
            (x, y - size * 1.17),
            (x + size * 0.2, y - size * 0.6),
            (x + size * 0.12, y),
            (x, y + 4),
        ],
        "#2f8c7f",
        0.5,
        "up",
    )


def _walkers(c, path):
    """A family on the way up, with a kite."""
    coats = (AMBER, CORAL, FOAM, ROSE)
    for x, height, coat in (
        (1225, 44, coats[0]),
        (1258, 30, coats[1]),
        (1290, 46, coats[2]),
    ):
        y = min(path, key=lambda p: abs(p[0] - x))[1] + 4
        c.polygon([(x - height * 0.2, y), (x, y - height * 0.82), (x + height * 0.2, y)], coat)
        c.circle(x, y - height * 0.9, height * 0.14, SAND)
    c.line(
        curve([(1262, 880), (1170, 760), (1230, 640), (1190, 545)]),
        fade(CREAM, 0.9),
        1.6,
    )
    c.polygon([(1190, 470), (1222, 515), (1190, 575), (1158, 515)], CORAL)
    c.polygon([(1190, 470), (1222, 515), (1190, 515)], CREAM)
    c.polygon([(1190, 575), (1158, 515), (1190, 515)], CREAM)
