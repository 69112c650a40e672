"""A summer school as a list for every output: its runs, and the days by which something must be done."""

from django.utils.translation import gettext as _

from core.dates import day_words, moment_words
from core.money import Price
from core.outputs import Entry, Place, extra_field
from core.outputs.fields import TEXT
from core.outputs.formats import Wants
from core.outputs.listings import listing_of
from core.timezones import day_ends
from events.schools import formatting as words
from events.schools.choices import Stay

#: What an entry of a summer school has besides what every entry has.
FIELDS = (
    extra_field("run_uid", "The same for a run, its deadlines and its day of decisions, in every language."),
    extra_field("kind", "`run`, `opens`, `closes` or `decision`.", TEXT | {"enum": ["run", "opens", "closes", "decision"]}),
    extra_field("stay", "`residential`, `day` or `online`."),
    extra_field("years", "School years it is for, in words."),
    extra_field("places", "How many can take part.", {"type": ["integer", "null"]}),
    extra_field("apply_url", "Where to apply, if not by the page itself."),
)
MODES = {Stay.ONLINE: "online"}


def listing_of_school(page, *, request, format):
    """Runs with their deadlines for calendars and data; runs alone where each thing is said once."""
    details = page.details
    runs = [run for run in details.runs if run.pk]
    entries = [_run_entry(run, page, details, request) for run in runs]
    if format.wants is Wants.DATES:
        entries += [entry for run in runs for entry in _moments(run, page, details, request)]
        entries.sort(key=lambda entry: (entry.starts_at, entry.uid))
    return listing_of(
        entries[: format.limit],
        title=page.title,
        description=page.summary,
        url=page.get_full_url(request),
        locale=page.locale,
        request=request,
        fields=FIELDS,
    )


def _shared(run, page, details, request, *, kind):
    facts, written = details.facts, details.written[run.uid][0]
    return {
        "url": page.get_full_url(request),
        "language": page.locale.language_code,
        "modified": max(filter(None, (run.modified, page.last_published_at))),
        "published": page.first_published_at,
        "timezone": facts.timezone,
        "sequence": run.sequence,
        "status": "cancelled" if run.is_cancelled else "scheduled",
        "notice": _("Cancelled") if run.is_cancelled else "",
        "reason": written.change_reason if run.is_cancelled else "",
        "is_cancelled": run.is_cancelled,
        "contact": ", ".join(filter(None, (facts.contact_name, facts.contact_email))),
        "categories": (_("Summer school"), *(theme.name for theme in details.themes)),
        "extra": {
            "run_uid": str(run.uid),
            "kind": kind,
            "stay": run.stay,
            "years": written.years,
            "places": run.places,
            "apply_url": run.apply_url,
        },
    }


def _run_entry(run, page, details, request):
    venue = details.venues.get(run.venue_id)
    return Entry(
        uid=str(run.uid),
        title=_("%(school)s: %(run)s") % {"school": page.title, "run": details.written[run.uid][0].name},
        summary=page.summary,
        starts_at=run.starts_at,
        ends_at=run.ends_at,
        is_all_day=run.is_all_day,
        when=words.span_words(run, details.facts.timezone),
        where=venue.name if venue else "",
        place=venue and Place.at(venue),
        attendance_mode=MODES.get(run.stay, "in-person"),
        age_from=run.age_from,
        age_to=run.age_to,
        price=None if run.cost is None else _price(run),
        **_shared(run, page, details, request, kind="run"),
    )


def _moments(run, page, details, request):
    """Applications open, applications close, decisions: entries without a length."""
    zone, name = details.facts.timezone, {"school": page.title, "run": details.written[run.uid][0].name}
    titles = {
        "opens": (run.opens_at, _("Applications open: %(school)s, %(run)s") % name),
        "closes": (run.closes_at, _("Applications close: %(school)s, %(run)s") % name),
        "decision": (run.decision_at, _("Decisions: %(school)s, %(run)s") % name),
    }
    for kind, (at, title) in titles.items():
        if at is None:
            continue
        is_day = kind == "decision"
        yield Entry(
            uid=f"{run.uid}-{kind}",
            title=title,
            starts_at=at,
            ends_at=day_ends(run.decision_on, zone) if is_day else None,
            is_all_day=is_day,
            when=day_words(run.decision_on) if is_day else moment_words(at, zone),
            **_shared(run, page, details, request, kind=kind),
        )


def _price(run):
    return Price(words=words.cost_words(run), is_free=run.cost == 0, lowest=run.cost, highest=run.cost, currency=run.currency)
