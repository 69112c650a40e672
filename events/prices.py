"""What it costs to come to an event or a session."""

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.money import Price, currency_field, money_span_words
from events.choices import PriceKind


class PriceFields(models.Model):
    """A price as it is written and as it is read."""

    price = models.CharField(gettext_lazy("price"), max_length=20, choices=PriceKind, default=PriceKind.FREE)
    price_from = models.DecimalField(gettext_lazy("from"), max_digits=7, decimal_places=2, null=True, blank=True)
    price_to = models.DecimalField(gettext_lazy("to"), max_digits=7, decimal_places=2, null=True, blank=True)
    currency = currency_field()

    class Meta:
        abstract = True

    def price_errors(self):
        """`{field: what is wrong}`"""
        if self.price_from is not None and self.price_to is not None and self.price_to < self.price_from:
            return {"price_to": _("The highest price is below the lowest.")}
        return {}


def price_of(row, *, url=""):
    """What it costs, for every output: `row` has `PriceFields`, `url` is where to get a place."""
    is_free = row.price == PriceKind.FREE
    amounts = {"lowest": row.price_from, "highest": row.price_to, "currency": row.currency}
    return Price(words=price_words(row), is_free=is_free, url=url, **amounts)


def price_words(row):
    """What it costs: "Free", "£5 to £12", "Pay what you can, around £2"."""
    span = money_span_words(row.price_from, row.price_to, row.currency)
    if row.price == PriceKind.FREE:
        return _("Free")
    if row.price == PriceKind.PAY_WHAT_YOU_CAN:
        return _("Pay what you can, around %(span)s") % {"span": span} if span else _("Pay what you can")
    return span or _("Paid")
