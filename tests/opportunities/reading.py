"""What a response says, as it is read out."""

import re
from html import unescape


def main_of(response):
    return response.content.decode().split("<main", 1)[1].split("</main>", 1)[0]


def headings(response):
    """Every heading in reading order as (level, words)."""
    found = re.findall(r"<h([1-6])[^>]*>(.*?)</h\1>", main_of(response), flags=re.DOTALL)
    return [(int(level), " ".join(unescape(re.sub(r"<[^>]+>", "", words)).split())) for level, words in found]


def text(response):
    """The words of the page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main_of(response))).split())
