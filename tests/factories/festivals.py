from datetime import date, time

import factory
from factory.django import DjangoModelFactory
from wagtail.models import Locale

from events.models import FestivalDay, FestivalPage, Session, SessionPerson, SessionSlot, SessionWords, Track

from .pages import PageFactory

#: The days of a festival if a test does not care.
SATURDAY, SUNDAY = date(2027, 5, 1), date(2027, 5, 2)


def open_day(day, opens="10:00", closes="18:00"):
    return FestivalDay(day=day, opens=time.fromisoformat(opens), closes=time.fromisoformat(closes))


class FestivalPageFactory(PageFactory):
    """A published festival of two days. `days` are `FestivalDay`s, made by `open_day`."""

    class Meta:
        model = FestivalPage

    title = factory.Sequence("Festival {}".format)
    days = factory.LazyFunction(lambda: [open_day(SATURDAY), open_day(SUNDAY)])

    @classmethod
    def _create(cls, model_class, *args, **values):
        many = {name: values.pop(name) for name in ("days", "venues") if name in values}
        return super()._create(model_class, *args, many=many, **values)


def run_at(day, starts, ends, room=None, **values):
    """A run on the clocks of the festival: `run_at(SATURDAY, "10:00", "11:00", room)`."""
    return SessionSlot(day=day, starts=time.fromisoformat(starts), ends=time.fromisoformat(ends), room=room, **values)


class TrackFactory(DjangoModelFactory):
    class Meta:
        model = Track

    name = factory.Sequence("Track {}".format)


class SessionFactory(DjangoModelFactory):
    """A session with one run on Saturday morning. `people` are names, `words` are other languages' words by code."""

    class Meta:
        model = Session

    title = factory.Sequence("Session {}".format)
    runs = factory.LazyFunction(lambda: [run_at(SATURDAY, "10:00", "11:00")])

    @classmethod
    def _create(cls, model_class, *args, runs, people=(), words=(), access_features=(), **values):
        session = model_class(**values)
        session.runs = runs
        session.people = [SessionPerson(name=name, sort_order=order) for order, name in enumerate(people)]
        session.words = [
            SessionWords(locale=Locale.objects.get(language_code=code), **some) for code, some in dict(words).items()
        ]
        session.save()
        session.access_features.set(access_features)
        session.save()
        return model_class.objects.get(pk=session.pk)
