"""Questions that editors ask of plans."""

from datetime import date, datetime, time, timedelta

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.choices import AttendanceMode
from core.models import PublicChange, VenueAccess
from events.changelog import THING
from events.models import DraftEvent, DraftOccurrence, EventFacts
from events.warnings import Kind

WHEN = [("upcoming", _("To come or on now")), ("past", _("Over")), ("undated", _("No date"))]


def _dates():
    return DraftOccurrence.objects.filter(plan=OuterRef("pk"))


def planned_when(value, *, now):
    """Every plan is in exactly one of the three."""
    coming = Exists(_dates().filter(ends_at__gt=now))
    if value == "upcoming":
        return DraftEvent.objects.filter(coming)
    if value == "past":
        return DraftEvent.objects.filter(Exists(_dates()), ~coming)
    return DraftEvent.objects.filter(~Exists(_dates()))


def planned_between(start, stop):
    """With a date on any of the days, both included, on the site's own clock. `start` and `stop` may be left open."""
    dates = _dates()
    if start:
        dates = dates.filter(ends_at__gt=_midnight(start.date()))
    if stop and stop.date() < date.max:
        dates = dates.filter(starts_at__lt=_midnight(stop.date() + timedelta(days=1)))
    return DraftEvent.objects.filter(Exists(dates))


def _midnight(day):
    return datetime.combine(day, time.min, tzinfo=timezone.get_default_timezone())


def lacking(kinds, *, now):
    """With any of the gaps that `events.warnings.gaps` would name."""
    unexplained = PublicChange.objects.about(THING, OuterRef("translation_key")).unexplained(now=now)
    silent = EventFacts.objects.without_record(now=now).filter(translation_key=OuterRef("translation_key"))
    questions = {
        Kind.DATES: ~Exists(_dates()),
        Kind.PLACE: Q(venue=None) & ~Q(attendance_mode=AttendanceMode.ONLINE),
        Kind.SUMMARY: Q(has_summary=False),
        Kind.PICTURE: Q(has_picture=False),
        Kind.ACCESS: Q(has_own_access=False) & ~Exists(VenueAccess.objects.filter(venue=OuterRef("venue"))),
        Kind.RECORD: Q(Exists(silent), has_record=False),
        Kind.REASON: Exists(unexplained),
    }
    wanted = Q()
    for kind in kinds:
        wanted |= Q(questions[Kind(kind)])
    return DraftEvent.objects.filter(wanted)


def next_starts(now):
    """For ordering pages: when their next date starts."""
    return (
        DraftOccurrence.objects.filter(plan__translation_key=OuterRef("translation_key"), ends_at__gt=now)
        .order_by("starts_at", "pk")
        .values("starts_at")[:1]
    )


def last_starts():
    return (
        DraftOccurrence.objects.filter(plan__translation_key=OuterRef("translation_key"))
        .order_by("-starts_at", "-pk")
        .values("starts_at")[:1]
    )


def by_next_date(pages, *, now, descending=False):
    """What comes next first; then what is over, latest first; then what has no date."""
    pages = pages.annotate(_next=next_starts(now), _last=last_starts())
    if descending:
        return pages.order_by(F("_next").desc(nulls_last=True), F("_last").desc(nulls_last=True), "-pk")
    return pages.order_by(F("_next").asc(nulls_last=True), F("_last").desc(nulls_last=True), "-pk")
