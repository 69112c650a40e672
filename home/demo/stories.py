"""From plain text with a few marks to a story's blocks.

Marks: `## heading`, `- list`, `> quote — who`, `**strong**`, `*emphasis*`, `[words](page:key)`. Blank lines part paragraphs.
"""

import re
from html import escape

LINK = re.compile(r"\[([^\]]+)\]\(page:([\w-]+)\)")
STRONG = re.compile(r"\*\*(.+?)\*\*")
EMPHASIS = re.compile(r"\*(.+?)\*")


def rich_text(text, *, page_id=lambda key: None):
    """Paragraphs and lists as Wagtail keeps them."""
    return "".join(html for kind, html in _parts(text, page_id) if kind == "text")


def story(text, *, page_id=lambda key: None):
    """Raw data of a StreamField. A link to a page that is gone becomes plain words."""
    blocks = []
    for kind, value in _parts(text, page_id):
        if kind == "text" and blocks and blocks[-1]["type"] == "text":
            blocks[-1]["value"] += value
        else:
            blocks.append({"type": kind, "value": value})
    return blocks


def _parts(text, page_id):
    for chunk in _chunks(text):
        if chunk.startswith("## "):
            yield "text", f"<h2>{_marked(chunk[3:], page_id)}</h2>"
        elif chunk.startswith("> "):
            words, _dash, who = chunk[2:].rpartition(" — ")
            yield "text", f"<p><i>{_marked(words, page_id)}</i> — {_marked(who, page_id)}</p>"
        elif chunk.startswith("- "):
            items = "".join(f"<li>{_marked(line[2:], page_id)}</li>" for line in chunk.splitlines())
            yield "text", f"<ul>{items}</ul>"
        else:
            yield "text", f"<p>{_marked(chunk, page_id)}</p>"


def _chunks(text):
    """Paragraphs, with a heading cut from what follows it."""
    for chunk in re.split(r"\n\s*\n", text.strip()):
        head, _line, rest = chunk.partition("\n")
        if head.startswith("## ") and rest:
            yield from (head, rest)
        else:
            yield chunk


def _marked(text, page_id):
    def link(found):
        known = page_id(found[2])
        return f'<a linktype="page" id="{known}">{found[1]}</a>' if known else found[1]

    html = LINK.sub(link, escape(text.replace("\n", " "), quote=False))
    return EMPHASIS.sub(r"<i>\1</i>", STRONG.sub(r"<b>\1</b>", html))
