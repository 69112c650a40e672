"""From plain text with a few marks to a story's blocks.

    ## Heading                                    - a list
    > A quote — name, role                        ? A question that folds, its answer in the next lines
    **strong**, *emphasis*, [words](page:key)     blank lines part paragraphs

    {picture: bees | caption}                     {facts: 9 | days; 40 | places | source}
    {button: title | text | words | page:key}     {people: title | name, role, e-mail; name, role, e-mail}
    {pages: title | key, key}                     {events: title | theme, theme}    {deadlines: title}

Whatever a mark refers to is looked up with `find("page:about")`, which gives an id, or None if it is gone.
"""

import re
from html import escape

from home.demo.texts import lasting_id

LINK = re.compile(r"\[([^\]]+)\]\((page:[\w-]+)\)")
STRONG = re.compile(r"\*\*(.+?)\*\*")
EMPHASIS = re.compile(r"\*(.+?)\*")
BOX = re.compile(r"\{(\w+): (.+)\}", re.DOTALL)


def nothing(key):
    """Finds nothing: for text without links."""


def rich_text(text, *, find=nothing):
    """Paragraphs and lists as Wagtail keeps them."""
    return "".join(_text(chunk, find) for chunk in _chunks(text))


def story(text, *, find=nothing):
    """Raw data of a StreamField. A link to a page that is gone becomes plain words; a box about nothing is left out."""
    blocks = []
    for kind, value in (_part(chunk, find) for chunk in _chunks(text)):
        last = blocks[-1] if blocks else {"type": ""}
        if value is None:
            continue
        if kind == "text" and last["type"] == "text":
            last["value"] += value
        elif kind == "accordion" and last["type"] == "accordion":
            last["value"]["items"] += value["items"]
        else:
            blocks.append({"type": kind, "value": value})
    return blocks


def _chunks(text):
    """Paragraphs, with a heading cut from what follows it."""
    for chunk in re.split(r"\n\s*\n", text.strip()):
        head, _line, rest = chunk.partition("\n")
        if head.startswith("## ") and rest:
            yield from (head, rest)
        elif chunk:
            yield chunk


def _part(chunk, find):
    if chunk.startswith("## "):
        return "heading", {"text": chunk[3:], "level": "2"}
    if chunk.startswith("> "):
        words, _dash, who = chunk[2:].rpartition(" — ")
        name, _comma, role = who.partition(", ")
        return "quote", {"text": words, "name": name, "role": role, "image": None}
    if chunk.startswith("? "):
        question, _line, answer = chunk[2:].partition("\n")
        return "accordion", {"items": [_item({"title": question, "text": _text(answer, find)})]}
    if found := BOX.fullmatch(chunk):
        kind, fields = found[1], [part.strip() for part in found[2].split("|")]
        return BOXES[kind](fields, find)
    return "text", _text(chunk, find)


def _text(chunk, find):
    if chunk.startswith("- "):
        items = "".join(f"<li>{_marked(line[2:], find)}</li>" for line in chunk.splitlines())
        return f"<ul>{items}</ul>"
    return f"<p>{_marked(chunk, find)}</p>"


def _marked(text, find):
    def link(found):
        known = find(found[2])
        return f'<a linktype="page" id="{known}">{found[1]}</a>' if known else found[1]

    html = LINK.sub(link, escape(text.replace("\n", " "), quote=False))
    return EMPHASIS.sub(r"<i>\1</i>", STRONG.sub(r"<b>\1</b>", html))


def _picture(fields, find):
    known = find(f"picture:{fields[0]}")
    return "picture", known and {"image": known, "alternative": "", "is_decorative": False, "caption": fields[1]}


def _facts(fields, find):
    *numbers, source = "|".join(fields).split(";")
    last_number, last_label, *source = [part.strip() for part in source.split("|")]
    pairs = [[part.strip() for part in pair.split("|")] for pair in numbers] + [[last_number, last_label]]
    facts = [_item({"number": number, "label": label}) for number, label in pairs]
    return "key_facts", {"facts": facts, "source": next(iter(source), "")}


def _button(fields, find):
    title, text, words, target = fields
    known = find(target)
    return "call_to_action", known and {
        "title": title, "text": text, "button": words, "page": known, "url": "", "style": "strong",
    }  # fmt: skip


def _people(fields, find):
    title, names = fields
    people = []
    for line in names.split(";"):
        name, role, email = (part.strip() for part in line.split(","))
        people.append(_item({"name": name, "role": role, "email": email, "image": None, "phone": "", "url": ""}))
    return "people", {"title": title, "people": people}


def _pages(fields, find):
    title, keys = fields
    known = [find(f"page:{key.strip()}") for key in keys.split(",")]
    pages = [_item(page) for page in known if page]
    return "related_pages", (pages and {"title": title, "pages": pages}) or None


def _events(fields, find):
    title, *slugs = fields
    themes = [find(f"theme:{slug.strip()}") for part in slugs for slug in part.split(",")]
    value = {"title": title, "themes": [_item(theme) for theme in themes if theme], "audiences": [], "formats": []}
    return "events", {**value, "limit": 3, "page": find("page:whats-on"), "empty": _empty()}


def _deadlines(fields, find):
    return "deadlines", {"title": fields[0], "themes": [], "audiences": [], "limit": 3, "page": None, "empty": _empty()}


def _empty():
    return "Nothing just now. Please look again soon."


def _item(value):
    """One entry of a list block, as Wagtail stores it."""
    return {"type": "item", "value": value, "id": str(lasting_id(repr(value)))}


BOXES = {
    "picture": _picture,
    "facts": _facts,
    "button": _button,
    "people": _people,
    "pages": _pages,
    "events": _events,
    "deadlines": _deadlines,
}
