"""Stories as plain text, there and back."""

import re

from bs4 import BeautifulSoup
from django.utils.html import escape
from django.utils.translation import gettext as _
from wagtail.rich_text import RichText

from core.imports.cells import Column, plain
from core.imports.tables import CellError

PLAIN_TAGS = {"p", "br", "html", "body"}


def normal(text):
    """Paragraphs parted by an empty line, without other space."""
    paragraphs = (" ".join(part.split()) for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n")))
    return "\n\n".join(part for part in paragraphs if part)


def text_of(story):
    """The paragraphs of the text blocks."""
    parts = []
    for block in story:
        if block.block_type == "text":
            soup = BeautifulSoup(block.value.source, "html.parser")
            tags = soup.find_all(["p", "li"]) or [soup]
            parts += [tag.get_text(" ") for tag in tags]
    return normal("\n\n".join(parts))


def is_plain(story):
    """Whether nothing is lost by writing it anew from its text."""
    return all(block.block_type == "text" and _is_plain(block.value.source) for block in story)


def _is_plain(html):
    return all(tag.name in PLAIN_TAGS for tag in BeautifulSoup(html, "html.parser").find_all(True))


def story_of(text):
    if not text:
        return []
    html = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in text.split("\n\n"))
    return [("text", RichText(html))]


class StoryColumn(Column):
    """Paragraphs of plain text."""

    def read(self, cell, terms):
        return normal(plain(cell))

    def get(self, page):
        return text_of(page.story)

    def set(self, page, value):
        if not is_plain(page.story):
            raise CellError(_("The story on this page has more than plain text. Change it there."))
        page.story = story_of(value)
