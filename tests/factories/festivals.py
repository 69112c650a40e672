from datetime import date, time

import factory

from events.models import FestivalDay, FestivalPage

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
