"""A month of everything that is planned, drafts included."""

from calendar import Calendar
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.shortcuts import render
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, Revision
from wagtail.permissions import policy_registry

from core.breadcrumbs import trail
from core.dates import YEARS, local, month_of, months_later
from core.models import Venue
from core.timezones import day_begins
from events.choices import Precision, Status
from events.formatting import last_day_of, time_words
from events.models import DraftOccurrence, EventPage, Occurrence


@dataclass
class CalendarEntry:
    title: str
    page_id: int
    hours: str
    states: list
    place: str = ""
    goes_on: bool = False


@dataclass
class CalendarDay:
    date: date
    is_in_month: bool
    is_today: bool
    entries: list = field(default_factory=list)


def calendar(request):
    explorable = policy_registry.get_by_type(Page).explorable_instances(request.user)
    if not explorable.exists():
        raise PermissionDenied
    today = timezone.localdate()
    first = month_of(request.GET.get("month", "")) or today.replace(day=1)
    venues = Venue.objects.filter(locale=Locale.get_default())
    venue = venues.filter(slug=request.GET.get("venue", "")[:80]).first()
    days = [
        [CalendarDay(day, day.month == first.month, day == today) for day in week]
        for week in Calendar(firstweekday=0).monthdatescalendar(first.year, first.month)
    ]
    some_time = fill(days, EventPage.objects.filter(pk__in=explorable.values("pk")), venue)
    previous, following = (months_later(first, number) for number in (-1, 1))
    context = {
        "page_title": _("Calendar"),
        "header_title": _("Calendar of events"),
        "header_icon": "calendar-alt",
        "breadcrumbs_items": trail((reverse("event_list:index"), _("Events")), here=_("Calendar")),
        "month": formats.date_format(first, "F Y"),
        "month_value": f"{first:%Y-%m}",
        "previous": f"{previous:%Y-%m}" if previous.year in YEARS else "",
        "following": f"{following:%Y-%m}" if following.year in YEARS else "",
        "weeks": days,
        "weekdays": [formats.date_format(day.date, "l") for day in days[0]],
        "some_time": some_time,
        "venues": venues,
        "venue": venue,
    }
    return render(request, "events/admin/calendar.html", context)


def fill(weeks, pages, venue):
    """Put every date on its days, in a fixed number of queries. Returns what has only the month."""
    zone = timezone.get_default_timezone_name()
    by_day = {day.date: day for week in weeks for day in week}
    start, end = day_begins(min(by_day), zone), day_begins(max(by_day) + timedelta(days=1), zone)
    dates = DraftOccurrence.objects.between(start, end).filter(plan__page__in=pages)
    dates = dates.select_related("plan__page", "venue", "room__venue")
    published = Occurrence.objects.filter(is_public=True, starts_at__lt=end, ends_at__gt=start, facts__page__in=pages)
    gone = published.filter(~Exists(DraftOccurrence.objects.filter(uid=OuterRef("uid")))).select_related(
        "facts__page", "venue", "room"
    )
    if venue:
        dates, gone = dates.filter(venue=venue), gone.filter(venue=venue)
    dates = list(dates)
    announced = {one.uid: one for one in Occurrence.objects.filter(uid__in=[one.uid for one in dates], is_public=True)}
    keys = {str(one.plan.page_id) for one in dates}
    waiting = Revision.page_revisions.filter(object_id__in=keys, approved_go_live_at__isnull=False)
    scheduled = set(waiting.values_list("object_id", flat=True))
    entries = [
        (one, one.plan.title, one.plan.page_id, _states(one, announced.get(one.uid), str(one.plan.page_id) in scheduled))
        for one in dates
    ]
    entries += [(one, one.facts.page.title, one.facts.page_id, [_("Taken out in a draft")]) for one in gone]
    some_time = []
    for one, title, page_id, states in entries:
        entry = CalendarEntry(title, page_id, time_words(one), states, str(one.room or one.venue or ""))
        if one.precision == Precision.MONTH:
            some_time.append(entry)
            continue
        day = local(one.starts_at, one.timezone).date()
        last = last_day_of(one)
        shown = [each for each in by_day if day <= each <= last]
        for position, each in enumerate(shown):
            # What lasts for weeks is told in full once a week.
            goes_on = position > 0 and each.weekday() != 0
            by_day[each].entries.append(replace(entry, goes_on=True, place="") if goes_on else entry)
    return some_time


def _states(one, announced, is_scheduled):
    states = []
    if is_scheduled:
        states.append(_("Scheduled to be published"))
    elif announced is None:
        states.append(_("Draft"))
    if announced and (announced.starts_at, announced.ends_at) != (one.starts_at, one.ends_at):
        states.append(_("Changed in a draft"))
    if announced and announced.status not in (Status.SCHEDULED, Status.RESCHEDULED):
        states.append(Status(announced.status).label)
    return states
