"""Sums of money: in which currency, and in the reader's words."""

from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SIGNS = {"GBP": "£", "EUR": "€", "USD": "$"}

validate_currency = RegexValidator(r"\A[A-Z]{3}\Z", gettext_lazy("Write a currency by its three capital letters, such as GBP."))


def default_currency():
    return settings.CURRENCY


def currency_field(**options):
    """The code of the currency (ISO 4217) that the sums beside it are in."""
    return models.CharField(
        gettext_lazy("currency"), max_length=3, default=default_currency, validators=[validate_currency], **options
    )


@dataclass(frozen=True, kw_only=True)
class Price:
    """What something costs, in words for people and in numbers for machines."""

    words: str
    currency: str
    is_free: bool = False
    lowest: Decimal | None = None
    highest: Decimal | None = None
    url: str = ""  # where to get a place, if not on the page about it


def money_words(value, currency):
    """A sum of money: "£1,500", "€99.50", "CHF 2,000"."""
    places = 0 if value == value.to_integral_value() else 2
    number = formats.number_format(value, places, force_grouping=True)
    return f"{SIGNS[currency]}{number}" if currency in SIGNS else f"{currency} {number}"


def money_span_words(low, high, currency):
    """One sum, or from one to another: "£5", "£5 to £12"; empty if neither is known."""
    sums = [money_words(value, currency) for value in dict.fromkeys((low, high)) if value is not None]
    return _("%(low)s to %(high)s") % {"low": sums[0], "high": sums[1]} if len(sums) > 1 else "".join(sums)
