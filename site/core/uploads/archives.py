"""Zip archives of strangers, whose list of members alone can be a gigabyte in memory."""

import io
import struct
import zipfile
import zlib

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
    """A `ZipFile` whose list of members is known to be short. Raises one of `ARCHIVE_DAMAGE` otherwise."""
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
