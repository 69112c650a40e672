"""When two announcements are of the same call."""

import re
import unicodedata
from difflib import SequenceMatcher
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

#: Parameters that say where a reader came from, not what the page is.
TRACKING = re.compile(r"\A(utm_.*|fbclid|gclid|mc_cid|mc_eid|ref|source|cmpid)\Z", re.IGNORECASE)
#: Titles this alike are of one call.
ALIKE = 0.88


def link_key(link):
    """One link in one spelling: without scheme, "www.", trailing slash, fragment, tracking and the order of parameters."""
    parts = urlsplit(link.strip())
    host = (parts.hostname or "").removeprefix("www.")
    port = f":{parts.port}" if parts.port and parts.port not in (80, 443) else ""
    query = sorted(pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not TRACKING.match(pair[0]))
    return f"{host}{port}{unquote(parts.path).rstrip('/')}{'?' + urlencode(query) if query else ''}"[:500]


def title_key(title):
    """A title without what is spelt now one way and now another: case, accents, signs and years."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().casefold()
    words = re.findall(r"[a-z0-9]+", plain)
    return " ".join(word for word in words if not re.fullmatch(r"(19|20)\d\d|the|a|an|call|round", word))


def alike(one, other):
    """Whether two titles are near enough to be of one call."""
    return first_alike(title_key(one), [title_key(other)]) is not None


def first_alike(key, others):
    """The place of the first of several `title_key`s that is near enough to one, or None. Quick guesses first."""
    matcher = SequenceMatcher(None, "", key, autojunk=False)
    for place, other in enumerate(others):
        matcher.set_seq1(other)
        if key and other and all(ratio() >= ALIKE for ratio in (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)):
            return place
    return None


def same_funder(one, other):
    """Whether two names may be of one funder: where one is not known, nothing speaks against it."""
    return same_key(title_key(one), title_key(other))


def same_key(one, other):
    return not one or not other or one in other or other in one
