"""How much there is in the parts of a workbook."""

import zlib
from functools import partial
from xml.parsers import expat

from core.uploads.markup import Measure, TooMuch

AT_ONCE = 64 * 1024
#: What is inside of cells and of shared strings, with what makes words bold or red.
WORDS = {
    "v", "f", "is", "t", "si", "r", "rPr", "rPh", "phoneticPr", "b", "i", "u", "sz", "color", "rFont", "family", "charset",
    "scheme", "vertAlign", "strike",
}  # fmt: skip


class WorkbookMeasure(Measure):
    #: Of all parts together: two thousand rows of a hundred cells with the most that a cell is written with.
    most_elements = 1_000_000
    #: Of these, styles, names and relations, of which openpyxl makes objects.
    most_others = 100_000
    #: What spreadsheets have at most.
    most_cells_in_a_row = 16_384

    def __init__(self):
        super().__init__()
        self.others = self.cells = 0

    def count(self, name):
        if name == "row":
            self.cells = 0
        elif name == "c":
            self.cells += 1
        elif name not in WORDS:
            self.others += 1
        if self.others > self.most_others or self.cells > self.most_cells_in_a_row:
            raise TooMuch


def measure(archive, parts):
    """Raises `TooMuch`, or ValueError for what only attackers write.

    What is no XML, such as pictures, counts for nothing; what is damaged is seen by whoever reads it.
    """
    measured = WorkbookMeasure()
    for part in parts:
        try:
            with archive.open(part) as file:
                measured.cells = 0
                measured.read(iter(partial(file.read, AT_ONCE), b""))
        except (expat.ExpatError, zlib.error):
            continue
    return measured
