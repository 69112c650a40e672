"""Who can take part, as a tree: groups of which all or some must hold, and in them what each visitor is asked.

The shape of the tree is a fact and the same in every language; only its words are translated. `as_data` gives the
shape and the source's words to a facts row, `from_data` reads them, and `in_words_of` lays a translation over them.
`evaluate` is pure and stores nothing. `site/static/js/eligibility.js` does the same in the page; one table of cases is run
against both (tests/core/eligibility/cases.py): change them together.
"""

import re
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum

from django.utils.translation import ngettext


class Kind(StrEnum):
    TICK = "tick"
    NUMBER = "number"
    CHOICE = "choice"


@dataclass(frozen=True, kw_only=True)
class Option:
    """One answer to a choice. `lang` is the language of its words, empty if nobody said."""

    id: str
    label: str
    counts: bool
    lang: str = ""


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """One thing that is true of a visitor or not: a statement to tick, a number between two ends, or a choice."""

    id: str
    kind: Kind
    statement: str
    hint: str = ""
    evidence: str = ""
    minimum: int | None = None
    maximum: int | None = None
    options: tuple[Option, ...] = ()
    lang: str = ""


@dataclass(frozen=True, kw_only=True)
class Group:
    """Criteria and groups of which all must hold, or as many as `at_least` says."""

    id: str
    title: str
    members: tuple["Criterion | Group", ...]
    at_least: int | None = None
    lang: str = ""

    @property
    def needed(self):
        return len(self.members) if self.at_least is None else self.at_least

    @property
    def has_ticks(self):
        return any(isinstance(one, Criterion) and one.kind == Kind.TICK for one in self.members)


@dataclass(frozen=True, kw_only=True)
class Criteria:
    """Every group must hold. Without groups there is nothing to check."""

    groups: tuple[Group, ...] = ()

    def __bool__(self):
        return bool(self.groups)

    def as_data(self):
        """Plain lists and dictionaries, for a `JSONField`."""
        return [asdict(group) for group in self.groups]

    @classmethod
    def from_data(cls, data):
        return cls(groups=tuple(_group(one) for one in data or ()))

    def everything(self):
        """Groups, criteria and options at every depth, in reading order."""
        for group in self.groups:
            yield from _walk(group)

    def in_words_of(self, translation):
        """The same tree with the words of another language wherever that has the same thing; the shape never changes."""
        words = {one.id: one for one in translation.everything()}
        return Criteria(groups=tuple(_translated(group, words) for group in self.groups))


#: What is words and not shape, of each kind of thing; the first is what it can't do without.
WORDS = {Group: ("title",), Criterion: ("statement", "hint", "evidence"), Option: ("label",)}


def _walk(one):
    yield one
    for child in getattr(one, "members", ()) or getattr(one, "options", ()):
        yield from _walk(child)


def _translated(one, words):
    children = "members" if isinstance(one, Group) else "options" if isinstance(one, Criterion) else None
    changes = {children: tuple(_translated(child, words) for child in getattr(one, children))} if children else {}
    other = words.get(one.id)
    # Who translated the statement has also decided what the hint says, or that there is none.
    if type(other) is type(one) and getattr(other, WORDS[type(one)][0]):
        changes |= {name: getattr(other, name) for name in (*WORDS[type(one)], "lang")}
    return replace(one, **changes)


def _group(data):
    return Group(**data | {"members": tuple(_member(one) for one in data["members"])})


def _member(data):
    if "members" in data:
        return _group(data)
    return Criterion(**data | {"kind": Kind(data["kind"]), "options": tuple(Option(**one) for one in data["options"])})


def criteria_of(value, *, lang=""):
    """What is written in a `CriteriaBlock`, in the given language. Ids are the stream's own, which every translation shares."""
    return Criteria(groups=tuple(_member_of(child, f"{at}", lang) for at, child in enumerate(value or ())))


def _member_of(child, place, lang):
    # What was typed and never stored, as in a preview, has no id yet: its place will do.
    one, words = child.value, {"id": child.id or place, "lang": lang}
    if child.block_type in ("all_of", "any_of"):
        members = tuple(_member_of(each, f"{place}-{at}", lang) for at, each in enumerate(one["members"]))
        return Group(title=one["title"], members=members, at_least=one.get("at_least"), **words)
    options = one["options"].bound_blocks if child.block_type == "choice" else ()
    return Criterion(
        kind=Kind(child.block_type),
        statement=one["statement"],
        hint=one["hint"],
        evidence=one["evidence"],
        minimum=one.get("minimum"),
        maximum=one.get("maximum"),
        options=tuple(
            Option(id=each.id or f"{place}-{at}", label=each.value["label"], counts=each.value["counts"], lang=lang)
            for at, each in enumerate(options)
        ),
        **words,
    )


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
