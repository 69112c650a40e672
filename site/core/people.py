"""Where something about a person is kept, by their e-mail address: each room says how to find it there and how to erase it.

`find` and `erase` go through all of them, so that forgetting somebody ends nowhere early (GDPR articles 15 and 17). A model
that may hold an address and is in no room's list is found by `tests/core/test_people.py`.
"""

import codecs
import html
import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote

from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Cast
from django_tasks_db.models import DBTaskResult
from wagtail.models import ModelLogEntry, PageLogEntry

from core import registries
from core.uploads.archives import ARCHIVE_DAMAGE, open_bounded

#: What stands where an address stood, in what is kept for other reasons.
ERASED = "[erased]"
#: How names of files end that people bring.
FILES = "csv|ics|txt|xlsx"
PACKED = b"PK\x03\x04"
#: Bytes of a workbook that are looked through.
MOST_UNPACKED = 50 * 1024 * 1024
TAG = re.compile(r"<[^<>]*>")
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
#: No text has these, in the encoding it was written in. Zip archives and UTF-16 that doesn't say so are full of them.
NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f]")
#: Calendars break a line in the middle of a word (RFC 5545, 3.1).
FOLD = re.compile(r"\r?\n[ \t]")


@dataclass(frozen=True)
class PersonalData:
    """One place: `find` gives its rows of an address, as a list of what may be shown to that person; `erase` returns how many
    rows it erased or cleared of the address."""

    find: Callable
    erase: Callable


def find(*, address):
    """Name of the place → what is there about the person."""
    address = _spelling(address)
    return {name: found for name, place in registries.people.items() if (found := place.find(address=address))}


@transaction.atomic
def erase(*, address):
    """Forget somebody everywhere. Returns how many rows in each place. What says that they want no mail stays: it is a hash."""
    address = _spelling(address)
    return {name: place.erase(address=address) for name, place in registries.people.items()}


def _spelling(address):
    address = address.strip().lower()
    if not address:
        raise ValueError("Nobody has an empty address")
    return address


class Redactor:
    """Rows of a model that mention an address in some of their columns, and are kept without it."""

    def __init__(self, rows, fields):
        self.rows, self.fields = rows, fields

    def __call__(self, address):
        """The rows that mention it, whatever kind of column it stands in, and whether written plainly or as JSON writes it."""
        found = Q()
        texts = {f"_{name}": Cast(name, models.TextField()) for name in self.fields}
        for name in texts:
            for written in {address, json.dumps(address)[1:-1]}:
                found |= Q(**{f"{name}__icontains": written})
        return [row for row in self.rows().annotate(**texts).filter(found).order_by("pk") if self._without(row, address)]

    def find(self, *, address):
        return [str(row) for row in self(address)]

    def erase(self, *, address):
        rows = self(address)
        for row in rows:
            # Not `save`: what a model does when it is saved has nothing to do with this.
            type(row)._base_manager.filter(pk=row.pk).update(**self._without(row, address))
        return len(rows)

    def _without(self, row, address):
        before = {name: getattr(row, name) for name in self.fields}
        return {name: after for name, value in before.items() if (after := without(value, address)) != value}


def without(value, address):
    """Text, or whatever JSON can hold, without an address: none that stands alone, and none that is a piece of a longer one."""
    if isinstance(value, str):
        return _pattern(address).sub(ERASED, value)
    if isinstance(value, dict):
        return {without(key, address): without(item, address) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [without(item, address) for item in value]
    return value


def _pattern(address):
    # joan@example.org is not mentioned by the address of mary.joan@example.org, nor by joan@example.org.uk, but is by
    # joan@example.org.csv: no domain ends like the files we take.
    return re.compile(rf"(?<![\w.+%-]){re.escape(address)}(?![\w-]|\.(?!(?:{FILES})\b)\w)", re.IGNORECASE)


def may_mention(content, address):
    """Whether the bytes of a file may hold an address: what can't be looked through, packed or in an unknown encoding, may."""
    text = _text_of(bytes(content))
    return text is None or any(address in spelling.lower() for spelling in (text, _unwrapped(text)))


def _text_of(content):
    """What a file says, or None if that takes more than decoding or unpacking it."""
    if content.startswith(PACKED):
        return _unpacked(content)
    try:
        text = content.decode("utf-16" if content.startswith(WIDE) else "utf-8-sig")
    except UnicodeDecodeError:
        return None
    return None if NO_TEXT.search(text) else text


def _unpacked(content):
    """The words of a workbook, without its tags, which may stand in the middle of an address; None if it is damaged or vast."""
    left, texts = MOST_UNPACKED, []
    try:
        with open_bounded(io.BytesIO(content)) as archive:
            for part in archive.infolist():
                with archive.open(part) as file:
                    texts.append(file.read(left + 1))
                left -= len(texts[-1])
                if left < 0:
                    return None
    except ARCHIVE_DAMAGE:
        return None
    return TAG.sub("", b"\n".join(texts).decode(errors="replace"))


def _unwrapped(text):
    """As it is read: lines that were folded, and signs as CSV, links and HTML write them."""
    return html.unescape(unquote(FOLD.sub("", text).replace('""', '"')))


_TASKS = Redactor(DBTaskResult.objects.all, ["args_kwargs", "return_value", "traceback"])


def _erase_tasks(*, address):
    """A task that names somebody can't be done without the name, so it goes as a whole."""
    return DBTaskResult.objects.filter(pk__in=[row.pk for row in _TASKS(address)]).delete()[0]


PEOPLE = {
    "log of the admin": Redactor(ModelLogEntry.objects.all, ["label", "data"]),
    "log of pages": Redactor(PageLogEntry.objects.all, ["label", "data"]),
    "tasks of the worker": PersonalData(_TASKS.find, _erase_tasks),
}
