"""What a teaser shows, whatever it is a teaser of."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language_info


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

    @property
    def direction(self):
        """The direction of its words, where they are not in the page's own language."""
        return "rtl" if self.lang and get_language_info(self.lang)["bidi"] else "ltr"
