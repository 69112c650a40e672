"""Entries for the tests of every format: plain ones and nasty ones."""

from datetime import UTC, datetime, timedelta

from core.outputs import Entry, Listing, Place

NOON = datetime(2027, 7, 1, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
UID = "6b1f0c1e-1111-4111-8111-111111111111"
#: What somebody may paste, or try, as a title.
HOSTILE = [
    "]]> <script>alert(1)</script> &amp; <!--",
    "Comma, semicolon; back\\slash: \"quotes\" 'too'",
    "Two\nlines\r\nand a\ttab",
    "BEGIN:VEVENT\nUID:evil\nEND:VEVENT",
    "Control \x0b\x1f\x7f characters",
    '=HYPERLINK("http://evil.example","click")',
    "Ŵ 🐝 مختبر مفتوح " * 9,
    "x" * 600,
]


def an_entry(**values):
    return Entry(
        **{
            "uid": UID,
            "title": "Stars",
            "url": "https://engage.example/whats-on/stars/",
            "modified": NOON,
            "starts_at": NOON + HOUR,
            "ends_at": NOON + 2 * HOUR,
            "timezone": "Europe/London",
        }
        | values
    )


def a_listing(*entries, **values):
    return Listing(
        **{
            "title": "What’s on",
            "url": "https://engage.example/whats-on/",
            "file_url": "https://engage.example/whats-on/events.ics",
            "language": "en",
            "publisher": "The University",
            "entries": list(entries),
        }
        | values
    )


HALL = Place(name="Hall", street="1 High Street", locality="Porthaven", postcode="PH1 2AB", latitude=51.5, longitude=-1.25)
