"""Who can take part, as a tree: groups of which all or some must hold, and in them what each visitor is asked.

The shape of the tree is a fact and the same in every language; only its words are translated. `as_data` gives the
shape and the source's words to a facts row, `from_data` reads them, and `in_words_of` lays a translation over them.
"""

from dataclasses import asdict, dataclass, replace
from enum import StrEnum


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
