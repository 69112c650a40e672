"""Zip archives and XML of strangers: how much is in them is known before anything is unpacked or built of it."""

import io
import struct
import zipfile
import zlib
from xml.parsers import expat

#: Bytes of the list of members: some ten thousand of them.
MOST_LISTED = 1024 * 1024
#: What Python's reader raises for archives that are damaged, locked or packed in ways it doesn't know.
ARCHIVE_DAMAGE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, struct.error,
    zlib.error,
)  # fmt: skip
#: How an archive ends (APPNOTE 4.3.16): a mark, numbers, a comment. Before it, in archives of gigabytes, where to look instead.
END, END_SIZE, LONGEST_COMMENT = b"PK\x05\x06", 22, 65_535
LOCATOR, LOCATOR_SIZE = b"PK\x06\x07", 20


def open_bounded(file):
    """A `ZipFile` whose list of members, which can be a gigabyte, is known to be short. Raises one of `ARCHIVE_DAMAGE` else."""
    if listed_bytes(file) > MOST_LISTED:
        raise zipfile.BadZipFile("too many members")
    file.seek(0)
    return zipfile.ZipFile(file)


def listed_bytes(file):
    """How long an archive says its list of members is, read as Python reads it."""
    size = file.seek(0, io.SEEK_END)
    start = max(0, size - END_SIZE - LONGEST_COMMENT - LOCATOR_SIZE)
    file.seek(start)
    tail = file.read()
    ends = len(tail) - END_SIZE
    # One without a comment comes first, then the last mark there is.
    if ends < 0 or not (tail[ends:].startswith(END) and tail.endswith(b"\0\0")):
        ends = tail.rfind(END)
    if ends < 0 or len(tail) - ends < END_SIZE:
        raise zipfile.BadZipFile("no archive")
    if tail[max(0, ends - LOCATOR_SIZE) : ends].startswith(LOCATOR):
        raise zipfile.BadZipFile("an archive for gigabytes")
    return struct.unpack("<L", tail[ends + 12 : ends + 16])[0]


class TooMuch(Exception):
    """More than anything needs that we read."""


class Measure:
    """Counts elements, how deep they are in each other, and what each says of itself, while it is read. Raises `TooMuch`."""

    most_elements = 100_000
    most_depth = 100
    most_attributes = 200

    def __init__(self):
        self.elements = self.depth = 0

    def read(self, portions):
        """Another document. Raises `expat.ExpatError` where it is damaged, ValueError if it declares entities."""
        self.depth = 0
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        # They grow without being elements, and nothing we read needs them.
        parser.EntityDeclHandler = self._refuse
        for portion in portions:
            parser.Parse(portion)

    def count(self, name):
        """Whatever else is to be counted of an element."""

    def _start(self, name, attributes):
        self.elements += 1
        self.depth += 1
        if self.elements > self.most_elements or self.depth > self.most_depth or len(attributes) > self.most_attributes:
            raise TooMuch
        self.count(name.rpartition(" ")[2])

    def _end(self, _name):
        self.depth -= 1

    def _refuse(self, *_declared):
        raise ValueError("entities")
