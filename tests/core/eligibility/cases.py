"""One table of cases for the engine and for the script that does the same in the page."""

from core.eligibility.criteria import Answers, Criteria, Criterion, Group, Kind, Option


def tick(name, **words):
    return Criterion(id=name, kind=Kind.TICK, statement=f"I am {name}", **words)


#: A summer school: a year and an age, any two of three circumstances, and in one group another.
SCHOOL = Criteria(
    groups=(
        Group(
            id="now",
            title="Where you are now",
            members=(
                Criterion(
                    id="year",
                    kind=Kind.CHOICE,
                    statement="Which year are you in?",
                    options=(
                        Option(id="y11", label="Year 11", counts=False),
                        Option(id="y12", label="Year 12", counts=True),
                        Option(id="y13", label="Year 13", counts=True),
                    ),
                ),
                Criterion(id="age", kind=Kind.NUMBER, statement="How old will you be?", minimum=16, maximum=18),
                tick("state-school", evidence="A letter from your school"),
            ),
        ),
        Group(
            id="circumstances",
            title="Your circumstances",
            at_least=2,
            members=(
                tick("first-in-family"),
                tick("care-experienced", evidence="A letter from a social worker"),
                Group(id="money", title="Money", at_least=1, members=(tick("free-meals"), tick("bursary"))),
            ),
        ),
    )
)
FITS = {"year": "y12", "age": "17"}


def answers(*ticked, unsure=(), **values):
    return Answers(ticked=frozenset(ticked), unsure=frozenset(unsure), values=values)


#: (name, answers, verdict, met, not met, not known, sentences of "now", "circumstances" and "money")
CASES = [
    ("nothing is answered", answers(), "not-known", [], [],
     ["year", "age", "state-school", "now", "first-in-family", "care-experienced", "free-meals", "bursary", "money",
      "circumstances"],
     ["You meet 0 of the 3 that are needed. We do not know about 3 yet.",
      "You meet 0 of the 2 that are needed. We do not know about 3 yet.",
      "You do not meet the one that is needed. We do not know about 2 yet."]),
    ("everything that is needed", answers("state-school", "first-in-family", "care-experienced", **FITS), "eligible",
     ["year", "age", "state-school", "now", "first-in-family", "care-experienced", "circumstances"],
     ["free-meals", "bursary", "money"], [],
     ["You meet all 3.", "You meet 2, which is enough.", "You do not meet the one that is needed."]),
    ("an inner group counts as one", answers("state-school", "first-in-family", "bursary", **FITS), "eligible",
     ["year", "age", "state-school", "now", "first-in-family", "bursary", "money", "circumstances"],
     ["care-experienced", "free-meals"], [],
     ["You meet all 3.", "You meet 2, which is enough.", "You meet one, which is enough."]),
    ("twice in an inner group is still one", answers("state-school", "free-meals", "bursary", **FITS), "not-eligible",
     ["year", "age", "state-school", "now", "free-meals", "bursary", "money"],
     ["first-in-family", "care-experienced", "circumstances"], [],
     ["You meet all 3.", "You meet 1 of the 2 that are needed.", "You meet 2, which is enough."]),
    ("more than enough", answers("state-school", "first-in-family", "care-experienced", "bursary", **FITS), "eligible",
     ["year", "age", "state-school", "now", "first-in-family", "care-experienced", "bursary", "money", "circumstances"],
     ["free-meals"], [],
     ["You meet all 3.", "You meet 3, which is enough.", "You meet one, which is enough."]),
    ("too few circumstances", answers("state-school", "first-in-family", **FITS), "not-eligible",
     ["year", "age", "state-school", "now", "first-in-family"],
     ["care-experienced", "free-meals", "bursary", "money", "circumstances"], [],
     ["You meet all 3.", "You meet 1 of the 2 that are needed.", "You do not meet the one that is needed."]),
    ("too few, but unsure about money", answers("state-school", "first-in-family", unsure=["money"], **FITS), "not-known",
     ["year", "age", "state-school", "now", "first-in-family"], ["care-experienced"],
     ["free-meals", "bursary", "money", "circumstances"],
     ["You meet all 3.", "You meet 1 of the 2 that are needed. We do not know about one yet.",
      "You do not meet the one that is needed. We do not know about 2 yet."]),
    ("unsure, but it can't be enough any more", answers("state-school", unsure=["money"], **FITS), "not-eligible",
     ["year", "age", "state-school", "now"], ["first-in-family", "care-experienced", "circumstances"],
     ["free-meals", "bursary", "money"],
     ["You meet all 3.", "You meet 0 of the 2 that are needed.",
      "You do not meet the one that is needed. We do not know about 2 yet."]),
    ("an answer that does not count", answers("state-school", "first-in-family", "bursary", year="y11", age="17"),
     "not-eligible",
     ["age", "state-school", "first-in-family", "bursary", "money", "circumstances"],
     ["year", "now", "care-experienced", "free-meals"], [],
     ["You meet 2 of the 3 that are needed.", "You meet 2, which is enough.", "You meet one, which is enough."]),
    ("an answer that nobody offers", answers("state-school", "first-in-family", "bursary", year="y99", age="17"), "not-known",
     ["age", "state-school", "first-in-family", "bursary", "money", "circumstances"],
     ["care-experienced", "free-meals"], ["year", "now"],
     ["You meet 2 of the 3 that are needed. We do not know about one yet.", "You meet 2, which is enough.",
      "You meet one, which is enough."]),
    *(
        (f"age {written!r}", answers("state-school", "first-in-family", "bursary", year="y12", age=written), verdict,
         ["year", *(["age"] if verdict == "eligible" else []), "state-school", *(["now"] if verdict == "eligible" else []),
          "first-in-family", "bursary", "money", "circumstances"],
         [*(["age", "now"] if verdict == "not-eligible" else []), "care-experienced", "free-meals"],
         ["age", "now"] if verdict == "not-known" else [],
         [{"eligible": "You meet all 3.", "not-eligible": "You meet 2 of the 3 that are needed.",
           "not-known": "You meet 2 of the 3 that are needed. We do not know about one yet."}[verdict],
          "You meet 2, which is enough.", "You meet one, which is enough."])
        for written, verdict in [
            ("15", "not-eligible"), ("16", "eligible"), (" 18 ", "eligible"), ("19", "not-eligible"), ("007", "not-eligible"),
            ("١٧", "eligible"), ("\u200f١٧\u00a0", "eligible"), ("۱۷", "eligible"), ("", "not-known"),
            ("seventeen", "not-known"), ("-17", "not-known"), ("17.5", "not-known"), ("1e9", "not-known"),
            ("9999999", "not-known"), ("²", "not-known"), ("𝟏𝟕", "not-known"),
        ]
    ),
]  # fmt: skip
