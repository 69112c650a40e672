"""Calls that others announce: from what a source says to what waits, and then onto our list, watched, or not for us."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import time
from difflib import SequenceMatcher
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django_tasks import task
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log

from core.fetching import Unreachable, fetch
from core.uploads.apart import NotRead, read_apart
from opportunities.choices import Mode
from opportunities.external.entries import entries_of_feed
from opportunities.external.models import CallSource, FoundCall
from opportunities.models import CallRound, FundingCallPage

#: What is brought up to date when a source says something new about a call that it announced before.
SAID = ("title", "funder", "summary", "opens_on", "closes_on")
#: What matters so much that a published call must be looked at again.
SIGNIFICANT = ("opens_on", "closes_on")
State = FoundCall.State


@dataclass
class Outcome:
    """What an import did, by number."""

    new: int = 0
    known: int = 0
    changed: int = 0


@transaction.atomic
def import_entries(*, source, entries, now):
    """Put what is new into the inbox, and note what has changed about what is known. Returns an `Outcome`.

    A call is known by its link, however it is spelt; one whose title is nearly that of another by the same funder is taken
    in with a note of which, since only a person can tell.
    """
    outcome = Outcome()
    known = {one.key: one for one in FoundCall.objects.filter(key__in=[link_key(entry.link) for entry in entries])}
    pages = dict(FundingCallPage.objects.exclude(source_url="").values_list("pk", "source_url"))
    published = {link_key(url): pk for pk, url in pages.items()}
    others = _others()
    for entry in entries:
        key = link_key(entry.link)
        if key in known:
            outcome.known += 1
            outcome.changed += _note_again(known[key], entry, now=now)
            continue
        funder = entry.funder or (source.funder.name if source.funder else "")
        row = FoundCall(source=source, key=key, link=entry.link, raw=entry.raw, found_at=now, seen_at=now)
        for name in SAID:
            setattr(row, name, getattr(entry, name))
        row.funder = funder
        if key in published:
            row.state, row.page_id = State.PUBLISHED, published[key]
            outcome.known += 1
        else:
            row.resembles = _resembled(entry.title, funder, others)
            outcome.new += 1
        row.save()
        known[key] = row
        others.append((entry.title, title_key(entry.title), title_key(funder)))
    CallSource.objects.filter(pk=source.pk).update(read_at=now, problem="")
    return outcome


def _others():
    """Title, and keys of title and funder, of every call there is, found or published."""
    found = list(FoundCall.objects.exclude(state=State.NOT_FOR_US).values_list("title", "funder"))
    pages = FundingCallPage.objects.values_list("title", "funder__name")
    return [(title, title_key(title), title_key(funder or "")) for title, funder in [*found, *pages]]


def _resembled(title, funder, others):
    funder = title_key(funder)
    theirs = [(other, key) for other, key, by in others if same_key(funder, by)]
    place = first_alike(title_key(title), [key for _other, key in theirs])
    return "" if place is None else theirs[place][0]


def _note_again(row, entry, *, now):
    """Remember that a call was seen again. True if what matters about it has changed."""
    row.seen_at = now
    new = {name: getattr(entry, name) for name in SAID if getattr(entry, name)}
    has_changed = any(getattr(row, name) != new[name] for name in SIGNIFICANT if name in new)
    if has_changed:
        row.changed_at = now
    for name, value in new.items():
        setattr(row, name, value)
    row.raw = entry.raw
    row.save()
    return has_changed


def read_feed(*, source, now):
    """Fetch and import a source's feed. Whatever is wrong with it is written at the source, and nothing is stored.

    Never called while somebody waits: see `read_source`.
    """
    try:
        entries = read_apart(entries_of_feed, fetch(source.url))
    except (Unreachable, NotRead) as error:
        problem = str(error)
    else:
        return import_entries(source=source, entries=entries, now=now)
    CallSource.objects.filter(pk=source.pk).update(read_at=now, problem=problem)
    return None


def read_all_feeds(*, now):
    """Read every feed that is to be read. Returns {source: Outcome, or None where something was wrong}."""
    sources = CallSource.objects.filter(is_active=True).exclude(url="").select_related("funder")
    return {source: read_feed(source=source, now=now) for source in sources}


@task(queue_name="imports")
def read_source(source_id):
    """Read one feed, in the worker: a server that never answers keeps nobody waiting."""
    source = CallSource.objects.filter(pk=source_id).exclude(url="").select_related("funder").first()
    if source is not None:
        read_feed(source=source, now=timezone.now())


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


def first_alike(key, others):
    """The place of the first of several `title_key`s that is near enough to one, or None. Quick guesses first."""
    matcher = SequenceMatcher(None, "", key, autojunk=False)
    for place, other in enumerate(others):
        matcher.set_seq1(other)
        if key and other and all(ratio() >= ALIKE for ratio in (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)):
            return place
    return None


def same_key(one, other):
    return not one or not other or one in other or other in one


#: Where a source gives only the day a call counts as open until its end.
END_OF_DAY = time(23, 59)


def decide(*, found, state, user, now):
    """Watch a call, leave it, or look at it anew. One that is on our list stays there: its page is what can be unpublished."""
    if state not in (State.NEW, State.WATCH, State.NOT_FOR_US) or found.state == state:
        return False
    decided = FoundCall.objects.filter(pk=found.pk).exclude(state=State.PUBLISHED)
    if not decided.update(state=state, decided_at=now, decided_by=user, changed_at=None):
        return False
    found.refresh_from_db()
    log(found, f"opportunities.found_{state}", user=user)
    return True


@transaction.atomic
def put_on_list(*, found, parent, values, user, now, publish):
    """Make the page of a call that was found, as a draft or published. Raises ValidationError; then nothing is kept.

    `values` are the fields of the page and of its one round, by their names.
    """
    if not FoundCall.objects.filter(pk=found.pk, page=None).update(state=State.PUBLISHED):
        raise ValidationError("Somebody else has put this call on the list.")
    page = FundingCallPage(
        **{name: values[name] for name in ("title", "summary", "funder", "contact_name", "contact_email")},
        is_external=True,
        source_url=found.link,
        apply_url=found.link,
        last_checked_on=timezone.localdate(now),
        slug=find_available_slug(parent, slugify(values["title"])[:200] or "call"),
        locale=parent.locale,
        owner=user,
        live=False,
    )
    one = CallRound(
        mode=Mode.OPEN if values["closes_date"] else Mode.ROLLING,
        **{name: values[name] for name in ("opens_date", "closes_date", "internal_date")},
        closes_time=values["closes_time"] or END_OF_DAY,
    )
    one.full_clean(exclude=["page"])
    page.rounds.set([one])
    page.clean()
    parent.add_child(instance=page)
    revision = page.save_revision(user=user, log_action=not publish)
    if publish:
        revision.publish(user=user)
    FoundCall.objects.filter(pk=found.pk).update(page=page, decided_at=now, decided_by=user, changed_at=None)
    log(found, "opportunities.found_published", user=user, data={"page": page.pk, "title": page.title})
    return page
