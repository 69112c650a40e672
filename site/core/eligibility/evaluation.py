"""From answers to an answer: who is eligible, who is not, and where it can't be told yet. Pure, and stores nothing.

`site/static/js/eligibility.js` does the same in the page. One table of cases is run against both
(tests/core/eligibility/cases.py): change them together.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import ngettext

from .criteria import Group, Kind

#: ASCII, Arabic and Persian digits: what is on people's keyboards.
DIGITS = {ord(digit): str(number) for row in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for number, digit in enumerate(row)}
WHOLE_NUMBER = re.compile(r"\A[0-9]{1,6}\Z")


class Verdict(StrEnum):
    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not-eligible"
    NOT_KNOWN = "not-known"


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What a visitor has ticked, in which groups they are unsure about the rest, and what they wrote or chose."""

    ticked: frozenset[str] = frozenset()
    unsure: frozenset[str] = frozenset()
    values: dict[str, str] = field(default_factory=dict)

    def __bool__(self):
        return bool(self.ticked or self.unsure or any(self.values.values()))


@dataclass(frozen=True, kw_only=True)
class Result:
    """The verdict; of every group and criterion whether it is met (None: not known); of every group what that means."""

    verdict: Verdict
    states: dict[str, bool | None]
    sentences: dict[str, str]


def written(text):
    """Without signs that nobody sees, such as the marks of direction that come along with copied Arabic numbers."""
    return "".join(sign for sign in text if sign.isprintable()).strip()


def whole_number(text):
    """The number somebody wrote, or None if it is none."""
    text = written(text).translate(DIGITS)
    return int(text) if WHOLE_NUMBER.match(text) else None


def evaluate(criteria, answers):
    """Work it out. What is not ticked is not met, unless nothing is answered at all or the visitor is unsure about the rest."""
    states, sentences = {}, {}
    for group in criteria.groups:
        _judge_group(group, answers, states, sentences)
    roots = [states[group.id] for group in criteria.groups]
    if False in roots:
        verdict = Verdict.NOT_ELIGIBLE
    elif None in roots or not roots:
        verdict = Verdict.NOT_KNOWN
    else:
        verdict = Verdict.ELIGIBLE
    return Result(verdict=verdict, states=states, sentences=sentences)


def _judge_group(group, answers, states, sentences):
    for one in group.members:
        if isinstance(one, Group):
            _judge_group(one, answers, states, sentences)
        else:
            states[one.id] = _judge(one, group, answers)
    judged = [states[one.id] for one in group.members]
    met, unknown = judged.count(True), judged.count(None)
    state = True if met >= group.needed else None if met + unknown >= group.needed else False
    states[group.id] = state
    sentence = met_sentences(group)[met]
    sentences[group.id] = f"{sentence} {unknown_sentences(group)[unknown]}" if state is None else sentence


def _judge(criterion, group, answers):
    if criterion.kind == Kind.TICK:
        if criterion.id in answers.ticked:
            return True
        return None if group.id in answers.unsure or not answers else False
    value = answers.values.get(criterion.id, "")
    if criterion.kind == Kind.CHOICE:
        return next((option.counts for option in criterion.options if option.id == value), None)
    number = whole_number(value)
    if number is None:
        return None
    above = criterion.minimum is None or number >= criterion.minimum
    return above and (criterion.maximum is None or number <= criterion.maximum)


def met_sentences(group):
    """One sentence for each number of members that are met, from none to all of them."""
    return [_met(group, number) for number in range(len(group.members) + 1)]


def _met(group, met):
    if met < group.needed:
        return ngettext(
            "You do not meet the one that is needed.", "You meet %(met)s of the %(needed)s that are needed.", group.needed
        ) % {"met": met, "needed": group.needed}
    if group.at_least is None:
        return ngettext("You meet it.", "You meet all %(met)s.", met) % {"met": met}
    return ngettext("You meet one, which is enough.", "You meet %(met)s, which is enough.", met) % {"met": met}


def unknown_sentences(group):
    """One sentence for each number of members that nobody knows about yet; nothing for none."""
    return [""] + [
        ngettext("We do not know about one yet.", "We do not know about %(number)s yet.", number) % {"number": number}
        for number in range(1, len(group.members) + 1)
    ]
