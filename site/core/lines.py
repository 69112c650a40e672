"""Text as it may be stored and sent: pasted words sometimes carry control characters, and line breaks where none belongs."""

import re

from django.db import models

#: Characters that no XML document may contain and no calendar needs: https://www.w3.org/TR/xml/#charsets
UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
#: Everything that some reader or other takes for the end of a line.
LINE_BREAK = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")


def printable(text):
    """The text without control characters, each end of a line the same."""
    return LINE_BREAK.sub("\n", UNPRINTABLE.sub("", text))


def one_line(text):
    """The text as a title: printable, and all in one line."""
    return " ".join(printable(text).split())


class OneLineMixin:
    """For a model whose short texts are one line each, however they come in: typed, imported or by a program."""

    #: Fields whose texts may have more than one line: sentences rather than names.
    several_lines: tuple[str, ...] = ()

    def clean_fields(self, exclude=None):
        for field in self._meta.concrete_fields:
            value = getattr(self, field.attname)
            if isinstance(field, models.CharField) and isinstance(value, str):
                clean = printable if field.name in self.several_lines else one_line
                setattr(self, field.attname, clean(value))
        super().clean_fields(exclude=exclude)
