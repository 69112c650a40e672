"""Lists as feeds: RSS 2.0 and Atom (RFC 4287), written by Django's feed generator."""

from uuid import NAMESPACE_OID, UUID, uuid5

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.html import format_html, format_html_join

from core.lines import printable

#: Minutes that a reader may wait before asking again.
TIME_TO_LIVE = 60


def to_rss(listing, request=None):
    return _feed(Rss201rev2Feed, listing)


def to_atom(listing, request=None):
    return _feed(Atom1Feed, listing)


def _feed(kind, listing):
    feed = kind(
        title=printable(listing.title),
        link=listing.url,
        description=printable(listing.description or listing.title),
        subtitle=printable(listing.description) or None,  # what Atom calls it
        language=listing.language,
        author_name=printable(listing.publisher) or None,
        feed_url=listing.file_url,
        ttl=str(TIME_TO_LIVE),
    )
    for entry in listing.entries:
        feed.add_item(
            title=printable(entry.headline),
            link=entry.url,
            description=_words(entry),
            unique_id=_id(entry),
            unique_id_is_permalink=False,
            author_name=printable(entry.organiser) or None,
            pubdate=entry.published or entry.modified,
            updateddate=entry.modified,
            categories=[printable(name) for name in entry.categories],
        )
    return feed.writeString("utf-8").encode()


def _id(entry):
    """A URI for life, as Atom wants it (RFC 4287, 4.2.6), also of what has another kind of name."""
    try:
        return UUID(entry.uid).urn
    except ValueError:
        return uuid5(NAMESPACE_OID, entry.uid).urn


def _words(entry):
    """When, where, why it changed and what it is, as the HTML that readers expect of a description."""
    lines = [entry.notice_words, entry.when, entry.where, entry.summary, entry.price.words if entry.price else ""]
    return format_html_join("", "<p>{}</p>", ((printable(line),) for line in lines if line)) or format_html("")
