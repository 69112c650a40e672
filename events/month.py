"""A month as a calendar: weeks of days, each with what is on."""

from calendar import Calendar
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from core.cards import foreign_language
from core.dates import YEARS, clock_words, end_of_month, local, month_words, months_later
from events.cards import pages_in_language, status_badge
from events.models import Occurrence

#: Of the dates of one day, so many are shown; the rest are a click away.
MOST_A_DAY = 4
#: What goes on for longer than this is said once above the calendar.
LONGEST = 6  # days


@dataclass(frozen=True, kw_only=True)
class MonthEntry:
    title: str
    url: str
    time: str
    first_day: date
    badge: object = None
    lang: str = ""
    is_over: bool = False
    is_off: bool = False


@dataclass(kw_only=True)
class MonthDay:
    date: date
    is_in_month: bool
    is_today: bool = False
    entries: list = field(default_factory=list)
    count: int = 0
    url: str = ""

    @property
    def more(self):
        return self.count - len(self.entries)


@dataclass(kw_only=True)
class Month:
    first: date
    weeks: list
    running: list
    count: int
    previous: dict | None
    following: dict | None
    nearest: list  # other months, where nothing fits in this one

    @property
    def name(self):
        return month_words(self.first)

    @cached_property
    def coming(self):
        """The first day from today on with something on, where others with something on are before it; else None."""
        days = [day for week in self.weeks for day in week if day.count]
        today = next((day.date for week in self.weeks for day in week if day.is_today), None)
        before = [day for day in days if today and day.date < today]
        return next((day for day in days[len(before) :]), None) if before else None

    @property
    def weekdays(self):
        return [day.date for day in self.weeks[0]]


def month_of_filters(filters, *, locale, request):
    """The month that the reader has chosen, or this one, with everything that fits, over or not."""
    first = filters.first_day.replace(day=1)
    last = end_of_month(first)
    anywhen = filters.narrow(filters.all_dates(), leaving_out=filters.date_facets)
    found = anywhen.narrowed(filters.index.between(first, last))
    rows = filters.index.rows_of(found.bits)
    long = [row for row in rows if row.last_day - row.first_day > LONGEST]
    running = [row.pk for row in sorted(long, key=lambda row: (row.ends_at, row.pk))[: MOST_A_DAY * 2]]
    days = _by_day((row for row in rows if row.last_day - row.first_day <= LONGEST), first.toordinal(), last.toordinal())
    shown = {key for some in days.values() for key in some[:MOST_A_DAY]} | set(running)
    entries = _entries(shown, locale=locale, now=filters.now, request=request)
    return Month(
        first=first,
        weeks=[
            [_day(one, first, days.get(one.toordinal(), []), entries, filters) for one in week]
            for week in Calendar().monthdatescalendar(first.year, first.month)
        ],
        running=[entries[key] for key in running if key in entries],
        count=found.count(),
        previous=_neighbour(filters, months_later(first, -1)),
        following=_neighbour(filters, months_later(first, 1)),
        nearest=[] if found.bits else _nearest(filters, anywhen, first, last),
    )


def _by_day(rows, first, last):
    """{ordinal of a day: keys of the dates on it} from one ordinal to another, in the order they start."""
    found = {}
    for row in sorted(rows, key=lambda row: (row.starts_at, row.pk)):
        for day in range(max(row.first_day, first), min(row.last_day, last) + 1):
            found.setdefault(day, []).append(row.pk)
    return found


def _nearest(filters, anywhen, first, last):
    """The last month before an empty one and the first one after it in which something fits."""
    dates = filters.index.rows_of(anywhen.bits)
    before = max((one.last_day for one in dates if one.last_day < first.toordinal()), default=None)
    after = min((one.first_day for one in dates if one.first_day > last.toordinal()), default=None)
    months = [date.fromordinal(day).replace(day=1) for day in (after, before) if day is not None]
    return [_link(filters, month) for month in months]


def _day(day, first, keys, entries, filters):
    is_in_month = day.month == first.month
    return MonthDay(
        date=day,
        is_in_month=is_in_month,
        is_today=day == filters.today,
        entries=[_on(entries[key], day) for key in keys[:MOST_A_DAY] if key in entries],
        count=len(keys),
        url=filters.day_url(day),
    )


def _on(entry, day):
    """An entry as it stands on one day: its hour belongs to the first."""
    return entry if entry.first_day == day else replace(entry, time="")


def _entries(keys, *, locale, now, request):
    """{key: Entry}, in two queries."""
    rows = Occurrence.objects.select_related("facts").in_bulk(keys)
    pages = pages_in_language({row.facts.translation_key for row in rows.values()}, locale)
    found = {}
    for key, row in rows.items():
        page = pages.get(row.facts.translation_key)
        if page:
            starts_at = local(row.starts_at, row.timezone)
            found[key] = MonthEntry(
                title=page.title,
                url=page.get_url(request),
                time="" if row.is_all_day else clock_words(starts_at),
                first_day=starts_at.date(),
                badge=status_badge(row),
                lang=foreign_language(page, locale),
                is_over=row.is_over(now=now),
                is_off=not row.takes_place,
            )
    return found


def _neighbour(filters, first):
    """A month before or after this one, unless nothing is ever on there."""
    days = filters.index.span_of(filters.site)
    if first.year not in YEARS or not days or not days[0] <= end_of_month(first).toordinal() or first.toordinal() > days[1]:
        return None
    return _link(filters, first)


def _link(filters, first):
    return {"url": filters.month_url(first), "name": month_words(first)}
