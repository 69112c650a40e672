"""What changed in an opportunity, as sentences in the reader's language."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.dates import day_words, local, moment_words
from core.money import money_words
from opportunities.changes.facts import CURRENCIES, FACT_NAMES, ROUND_NAMES
from opportunities.changes.sentences import CHOICES, SENTENCES
from opportunities.models import Applicant

ORDER = {name: order for order, name in enumerate(("added", "removed", *ROUND_NAMES, *FACT_NAMES))}


@dataclass(frozen=True, kw_only=True)
class Day:
    """What changed on one day."""

    day: date
    sentences: list


def days_of_changes(changes, *, timezone_name, locale, names=()):
    """The days on which something changed, latest first. What was put back on the same day did not change.

    `names` are the rounds' names in the reader's language by uid.
    """
    changes = sorted(changes, key=lambda one: (one.at, one.pk))
    terms = _terms(changes, locale)
    found = []
    for day, some in groupby(changes, key=lambda one: local(one.at, timezone_name).date()):
        net = {}
        for one in some:
            key = (one.round_uid, one.name)
            first = net[key][0] if key in net else one
            net[key] = (first, one)
        sentences = [
            _about(one, dict(names), sentence)
            for (_uid, name), (first, one) in sorted(net.items(), key=_place)
            if first.before != one.after and (sentence := _sentence(name, first.before, one.after, timezone_name, terms))
        ]
        if sentences:
            found.append(Day(day=day, sentences=sentences))
    return found[::-1]


def _place(item):
    (uid, name), _changes = item
    return str(uid or ""), ORDER[name]


def _terms(changes, locale):
    """Names of applicants by slug, in the reader's language."""
    slugs = {slug for one in changes if one.name == "applicants" for slug in (*one.before, *one.after)}
    return dict(Applicant.objects.filter(slug__in=slugs, locale=locale).values_list("slug", "name")) if slugs else {}


def _about(one, names, sentence):
    name = names.get(one.round_uid) or one.round_name
    return _("%(round)s: %(sentence)s") % {"round": name, "sentence": sentence} if name else sentence


def _sentence(name, before, after, timezone_name, terms):
    texts = SENTENCES[name]
    if "became_true" in texts:
        return texts["became_true" if after else "became_false"]
    words = {"before": _value(name, before, timezone_name, terms), "after": _value(name, after, timezone_name, terms)}
    if before is None:
        return texts["set"] % words
    if after is None:
        return texts["removed"] % words
    if "rose" in texts and _number(before) != _number(after):
        return texts["rose" if _number(after) > _number(before) else "fell"] % words
    return texts["moved"] % words


def _number(value):
    return Decimal(str(value[0] if isinstance(value, list) else value))


def _value(name, value, timezone_name, terms):
    """One fact in words."""
    if value is None:
        return ""
    if name in CURRENCIES:
        return money_words(Decimal(value[0]), value[1])
    if name in CHOICES:
        return CHOICES[name](value).label
    if name == "applicants":
        return _(", ").join(str(terms.get(slug, slug)) for slug in value) or _("everybody")
    if name.endswith("_at"):
        return moment_words(parse_datetime(value), timezone_name)
    if name.endswith("_on"):
        return day_words(parse_date(value))
    if name == "duration_months":
        return ngettext("%(count)d month", "%(count)d months", value) % {"count": value}
    if name == "sign_off_days":
        return ngettext("%(count)d working day", "%(count)d working days", value) % {"count": value}
    return f"{value}%" if name == "match_funding" else value
