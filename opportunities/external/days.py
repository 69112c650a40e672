"""Days as people write them in lists and announcements."""

import re
from datetime import date

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[T ].*)?")
NUMBERS = re.compile(r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4})(?: .*)?")
WORDS = re.compile(
    r"(?:[a-z]+,? )?(?P<day>\d{1,2})(?:st|nd|rd|th)? (?P<month>[a-z]{3,9})\.?,? (?P<year>\d{4})(?:[, ].*)?", re.IGNORECASE
)
AMERICAN = re.compile(r"(?P<month>[a-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})(?:[, ].*)?", re.IGNORECASE)
#: "Closing date: 12 October 2027", "Deadline 4pm, 12 October 2027", "closes on 2027-10-12"
CLOSES = re.compile(
    r"(?:clos(?:es|ing)(?: date)?|deadline)\b.{0,40}?(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9} \d{4})",
    re.IGNORECASE | re.DOTALL,
)


def read_day(text):
    """The day a text names. Raises ValueError if it names none. Numbers with strokes are read as day/month/year."""
    text = " ".join(str(text).split())[:60]
    for pattern in (ISO, NUMBERS, WORDS, AMERICAN):
        if found := pattern.fullmatch(text):
            return date(int(found["year"]), _month(found["month"]), int(found["day"]))
    raise ValueError(f"{text!r} is not a day")


def _month(text):
    if text.isdigit():
        return int(text)
    for number, name in enumerate(MONTHS, start=1):
        if name.startswith(text.lower()):
            return number
    raise ValueError(text)


def closing_day(text):
    """The closing date that an announcement mentions, or None. A suggestion: somebody looks at it before it is published."""
    found = CLOSES.search(text)
    try:
        return found and read_day(found[1])
    except ValueError:
        return None
