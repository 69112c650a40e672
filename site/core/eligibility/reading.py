"""From what editors built to what visitors are asked."""

from .criteria import Criteria, Criterion, Group, Kind, Option


def criteria_of(value, *, lang=""):
    """What is written in a `CriteriaBlock`, in the given language. Ids are the stream's own, which every translation shares."""
    return Criteria(groups=tuple(_member(child, f"{at}", lang) for at, child in enumerate(value or ())))


def _member(child, place, lang):
    # What was typed and never stored, as in a preview, has no id yet: its place will do.
    one, words = child.value, {"id": child.id or place, "lang": lang}
    if child.block_type in ("all_of", "any_of"):
        members = tuple(_member(each, f"{place}-{at}", lang) for at, each in enumerate(one["members"]))
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
