"""Every picture of the demonstration content, drawn when it is loaded: nothing is downloaded, nothing is borrowed."""

from . import cells, garden, halls, insects, instruments, light, making, maps, night, rocks, streets, tables, town, water
from .canvas import Canvas

DRAWINGS = {
    drawing.__name__: drawing
    for drawing in (
        town.hills, night.orbits, night.star_trails, night.dish, light.weather, light.prism, light.sound,
        cells.cells, cells.neurons, cells.helix, garden.leaf, garden.glasshouse, insects.bees, insects.moth,
        rocks.strata, rocks.volcano, water.tide, water.coral, water.bridge, maps.contours, maps.circuit,
        streets.skyline, streets.fair, halls.museum, halls.lecture, tables.books, tables.cafe,
        instruments.microscope, instruments.glassware, making.gears, making.score,
    )
}  # fmt: skip


def draw(name):
    """The finished picture (a Pillow image): the same one every time."""
    canvas = Canvas(seed=name)
    DRAWINGS[name](canvas)
    return canvas.finish()
