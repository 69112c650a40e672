"""A document is what its name says, or it is refused: the first bytes must fit the extension."""

from pathlib import PurePath

import filetype
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .archives import ARCHIVE_DAMAGE, open_bounded

#: An Office file is a zip with this member inside; an OpenDocument file says its type in the first one.
OFFICE_MEMBERS = {"docx": "word/document.xml", "pptx": "ppt/presentation.xml", "xlsx": "xl/workbook.xml"}
OPEN_DOCUMENT_TYPES = {"odt": b"application/vnd.oasis.opendocument.text"}
TEXTS = {"csv", "ics", "txt"}
#: What browsers take for a page if it comes first (https://mimesniff.spec.whatwg.org/#identifying-a-resource-with-an-unknown-mime-type).
MARKUP = ("<!doctype", "<html", "<head", "<script", "<iframe", "<body", "<svg", "<?xml", "<!--")
#: Enough to recognise any of them.
START = 8192


def check_document(file):
    """Raise ValidationError, in words, if the content does not fit the extension."""
    extension = PurePath(file.name).suffix[1:].lower()
    file.seek(0)
    start = file.read(START)
    if not start:
        raise ValidationError(_("This file is empty."), code="empty")
    if not _fits(extension, start, file):
        message = _("This is not a %(extension)s file, whatever its name says. Save it as %(extension)s and try again.")
        raise ValidationError(message % {"extension": extension.upper()}, code="content_does_not_fit")
    file.seek(0)


def _fits(extension, start, file):
    if extension in TEXTS:
        return _is_text(start, file) and (
            extension != "ics" or start.lstrip(b"\xef\xbb\xbf").upper().startswith(b"BEGIN:VCALENDAR")
        )
    if extension == "rtf":
        return start.startswith(b"{\\rtf")
    if extension == "pdf":
        return start.startswith(b"%PDF-")
    if extension in OFFICE_MEMBERS:
        return OFFICE_MEMBERS[extension] in _members(file)
    if extension in OPEN_DOCUMENT_TYPES:
        return _first_member(file) == ("mimetype", OPEN_DOCUMENT_TYPES[extension])
    if extension == "zip":
        return start.startswith((b"PK\x03\x04", b"PK\x05\x06")) and _is_archive(file)
    return filetype.guess_extension(start) == extension


def _is_text(start, file):
    """UTF-8 or UTF-16, without control characters that no text has, and no web page."""
    if not (text := _decoded(start, file)):
        return False
    return "\0" not in text and not text.lstrip("\ufeff \t\r\n").lower().startswith(MARKUP)


def _decoded(start, file):
    encoding = "utf-16" if start.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    file.seek(0)
    try:
        return file.read().decode(encoding)
    except UnicodeDecodeError:
        return ""


def _is_archive(file):
    try:
        with open_bounded(file):
            return True
    except ARCHIVE_DAMAGE:
        return False


def _members(file):
    file.seek(0)
    # A zip may have anything before it, which is how one file is made to look like two.
    if file.read(4) != b"PK\x03\x04":
        return ()
    try:
        with open_bounded(file) as archive:
            return archive.namelist()
    except ARCHIVE_DAMAGE:
        return ()


def _first_member(file):
    names = _members(file)
    if not names:
        return None
    try:
        with open_bounded(file) as archive, archive.open(names[0]) as member:
            # Read a little, however much it says to hold.
            return names[0], member.read(100).strip()
    except ARCHIVE_DAMAGE:
        return None
