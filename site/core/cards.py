"""What a teaser shows, whatever it is a teaser of."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Badge:
    """A short word about state, such as "Cancelled" or "Closes in 3 days"."""

    text: str
    kind: str = "info"  # info, good, warning, danger: how it is coloured, never the only sign


@dataclass(frozen=True, kw_only=True)
class Card:
    """One entry of a list, made by whoever knows the thing: events, deadlines, roles.

    `starts_at` and `ends_at` are aware; `when` is the same in words, in the reader's language. `lang` is the
    language of the words if it is not the page's own (WCAG 2.2, 3.1.2).
    """

    title: str
    url: str
    summary: str = ""
    image: Any = None
    kicker: str = ""
    starts_at: Any = None
    ends_at: Any = None
    until: Any = None  # its last day, where that matters more than the first
    shows_day: bool = True  # False where only the month is known
    when: str = ""
    more: str = ""  # how many more dates there are, in words
    is_off: bool = False  # nobody can come then: it is cancelled, or waits for a new date
    where: str = ""
    badges: tuple[Badge, ...] = field(default=())
    lang: str = ""


def foreign_language(page, locale):
    """The language of a page's words, empty where it is the reader's."""
    return "" if page.locale_id == locale.pk else page.locale.language_code


def words_of_page(page, *, locale, request):
    """What the card of a page says of the page itself."""
    return {
        "title": page.title,
        "url": page.get_url(request),
        "summary": page.summary,
        "image": page.image,
        "lang": foreign_language(page, locale),
    }
