"""Festivals: one to come, whose programme was released twice, had news since and is being worked on again; one that is over."""

from datetime import time, timedelta
from decimal import Decimal

from django.utils import timezone
from wagtail.models import Locale

from events.choices import Participation, SessionChange
from events.festivals.services import SessionNews, announce_session, release_programme
from events.models import FestivalDay, FestivalPage, Session, SessionPerson, SessionSlot, SessionWords, Track, TrackWords
from home.demo.schedules import dates_of
from home.demo.stories import story
from home.demo.texts import lasting_id, read

LANGUAGES = ("cy", "ar")
FESTIVALS = ("festival", "up_late")
SECTIONS = ("practical", "access_statement", "record")
PLAIN = ("age_from", "age_to", "price", "booking_url", "access_note")
#: How long before loading, or before a festival that is over, each release was made.
FIRST, SECOND, LATELY = timedelta(days=21), timedelta(days=2), timedelta(hours=3)


def place_festivals(pages):
    """Give festivals their places before the events that belong to them."""
    parent = pages.get("whats-on")
    for words in map(read, FESTIVALS):
        if parent and pages.memory.fresh(f"page:{words['key']}"):
            page = pages.place(words["key"], FestivalPage(title=words["title"], slug=words["key"]), parent)
            # Its first draft has made the festival itself.
            page.refresh_from_db()


def load_festivals(pages, terms, *, now):
    """Publish each page, release its programme once as it was and once as it is, and leave it as it is planned since."""
    for words in map(read, FESTIVALS):
        if words["key"] in pages.placed:
            _load(words, pages, terms, now=now)


def _load(words, pages, terms, *, now):
    page = pages.fill(FestivalPage.objects.get(pk=pages.get(words["key"]).pk), words)
    for name in SECTIONS:
        setattr(page, name, story(words.get(name, ""), find=pages.find))
    days = dates_of(words["days"], today=timezone.localdate(now))
    page.days = [
        FestivalDay(day=one.start_date, opens=one.start_time, closes=one.end_time, sort_order=order)
        for order, one in enumerate(days)
    ]
    page.venues = terms.all("venue", words["venues"])
    page.contact_name, page.contact_email = "The public engagement team", "hello@caldermouth.example"
    pages.publish(page)
    _Programme(page.festival, terms, {f"{one.start_date:%a}".lower(): one.start_date for one in days}).load(words, now=now)


class _Programme:
    def __init__(self, festival, terms, days):
        self.festival, self.terms, self.days = festival, terms, days
        self.locales = {locale.language_code: locale for locale in Locale.objects.all()}
        self.tracks = {}

    def load(self, words, *, now):
        for order, row in enumerate(words["track"]):
            track = Track.objects.create(festival=self.festival, name=row["name"], sort_order=order)
            self.tracks[row["name"]] = track
            for code in self._languages(row):
                TrackWords.objects.create(track=track, locale=self.locales[code], name=row[code])
        rows = words["session"]
        for row in rows:
            if not (row.get("new") or row.get("draft")):
                self._add(row, row | row.get("was", {}))
        self.festival.refresh_from_db()
        until = min(now, self.festival.starts_at)
        self._release(words, "note_first", now=until - FIRST)
        for row in rows:
            if row.get("new"):
                self._add(row, row)
            elif "was" in row:
                self._set_runs(Session.objects.get(uid=lasting_id(f"session:{row['title']}")), row)
            elif "cancelled" in row:
                self._cancel(row)
        self._release(words, "note_second", now=until - SECOND)
        for row in rows:
            if "off" in row:
                self._announce(row, now=until - LATELY)
        self._go_on_planning(rows)

    def _release(self, words, name, *, now):
        told = {code: words[f"{name}_{code}"] for code in LANGUAGES if f"{name}_{code}" in words}
        release_programme(festival=self.festival, note=words[name], note_words=told, now=now)

    def _go_on_planning(self, rows):
        """What editors have in hand and readers don't see yet."""
        for row in rows:
            if row.get("draft"):
                self._add(row, row)
            elif "planned" in row:
                self._set_runs(Session.objects.get(uid=lasting_id(f"session:{row['title']}")), row["planned"])

    def _languages(self, row):
        return [code for code in LANGUAGES if code in row and code in self.locales]

    def _add(self, row, values):
        session = Session(
            uid=lasting_id(f"session:{row['title']}"),
            festival=self.festival,
            title=row["title"],
            summary=row["summary"],
            kind=self.terms.get("format", row["kind"]),
            track=self.tracks[row["track"]],
            participation=Participation.DROP_IN if row.get("drop_in") else Participation.TIMED,
            capacity_note=row.get("places", ""),
            is_highlight=row.get("highlight", False),
            price_from=Decimal(row["price_from"]) if "price_from" in row else None,
            price_to=Decimal(row["price_to"]) if "price_to" in row else None,
            **{name: row[name] for name in PLAIN if name in row},
        )
        session.people = [_person(text, order) for order, text in enumerate(row.get("people", []))]
        session.words = [
            SessionWords(locale=self.locales[code], title=row[code], summary=row.get(f"summary_{code}", ""))
            for code in self._languages(row)
        ]
        session.save()
        session.access_features.set(self.terms.all("access", row.get("access", [])))
        session.save()
        self._set_runs(session, values)

    def _set_runs(self, session, values):
        """The first run stays the first: calendars and shared addresses know it."""
        known = list(session.runs.order_by("sort_order"))
        for order, text in enumerate(values["runs"]):
            when, venue, room = (part.strip() for part in text.split("|"))
            day, span = when.split()
            run = known[order] if order < len(known) else SessionSlot(session=session, sort_order=order)
            run.uid = lasting_id(f"run:{session.title}:{order}")
            run.day = self.days[day]
            run.starts, run.ends = (time.fromisoformat(part) for part in span.split("-"))
            place = self.terms.get("venue", venue)
            run.room = place and place.rooms.filter(name=room).first()
            run.save()

    def _announce(self, row, *, now):
        """One of its times can't wait to be called off, in every language there is."""
        session = Session.objects.get(uid=lasting_id(f"session:{row['title']}"))
        run = session.runs.get(uid=lasting_id(f"run:{session.title}:{row['off']['run']}"))
        told = {code: row["off"][code] for code in self._languages(row["off"])}
        news = SessionNews(
            session=session.uid, code=run.code, kind=SessionChange.CANCELLED, reason=row["off"]["en"], translations=told
        )
        announce_session(festival=self.festival, news=news, now=now)

    def _cancel(self, row):
        session = Session.objects.get(uid=lasting_id(f"session:{row['title']}"))
        session.is_cancelled, session.reason = True, row["cancelled"]
        session.save()


def _person(text, order):
    name, _comma, affiliation = text.partition(", ")
    return SessionPerson(name=name, affiliation=affiliation, sort_order=order)
